import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, SERVICE } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const FILES: Texts = {
  'base/d.yaml': deploymentOf(
    'ports:\n  - { name: http, containerPort: 8080 }\nenv:\n  - { name: LEVEL, valueFrom: { configMapKeyRef: { name: shop-config, key: LEVEL } } }\nenvFrom:\n  - secretRef: { name: shop-secrets }\nresources: { limits: { memory: 64Mi } }',
  ),
  'base/s.yaml': SERVICE,
  'base/c.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop-config\ndata:\n  LEVEL: info\n  MODE: fast\n',
  'base/kustomization.yaml':
    'kind: Kustomization\nresources: [d.yaml, s.yaml, c.yaml]\nsecretGenerator:\n  - name: shop-secrets\n    literals: [TOKEN=a]\n',
};
const overlay = (fields: string, others: Texts = {}): Texts => ({
  ...FILES,
  ...others,
  'prod/kustomization.yaml': `kind: Kustomization\nresources: [../base]\n${fields}`,
});
const merged = (kind: string, lines: string, apiVersion = 'v1', name = 'shop') =>
  overlay('patches: [{ path: patch.yaml }]\n', {
    'prod/patch.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${lines}`,
  });
const container = (field: string) =>
  merged(
    'Deployment',
    `spec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          ${field}\n`,
    'apps/v1',
  );
const operation = (kind: string, list: string) =>
  overlay(`patches:\n  - target: { kind: ${kind} }\n    patch: |-\n      - ${list}\n`);
const PATCH = 'prod/patch.yaml';
const OWN = 'prod/kustomization.yaml';

const RULES =
  /^(?:valid-ports|service-selects-something|config-reference-exists|no-secret-in-env|memory-limit|few-replicas|pinned-image)$/;
const found = finder(RULES, (file) => file.startsWith('prod/'));
const foundIn = async (texts: Texts) => (await found(texts)).map((one) => one.replace(/: $/, ''));

describe('says of what an overlay makes what is said of manifests', () => {
  const table: readonly (readonly [what: string, texts: Texts, expected: string])[] = [
    ['two ports of one name', container('ports: [{ name: http, containerPort: 9090 }]'), `${PATCH}: valid-ports: http`],
    [
      'a Service that selects nothing',
      operation('Service', '{ op: replace, path: /spec/selector/app, value: web }'),
      `${OWN}: service-selects-something: web`,
    ],
    [
      'labels that the Service does not select',
      operation('Deployment', '{ op: replace, path: /spec/template/metadata/labels/app, value: web }'),
      `${OWN}: service-selects-something: web`,
    ],
    [
      'a key that nobody has',
      container('env: [{ name: A, valueFrom: { configMapKeyRef: { name: shop-config, key: LEVLE } } }]'),
      `${PATCH}: config-reference-exists: LEVLE: Change to \`LEVEL\``,
    ],
    [
      'a key of what is generated',
      container('env: [{ name: A, valueFrom: { secretKeyRef: { name: shop-secrets, key: TOKNE } } }]'),
      `${PATCH}: config-reference-exists: TOKNE: Change to \`TOKEN\``,
    ],
    [
      'a key that a patch takes out',
      merged('ConfigMap', 'data:\n  LEVEL: null\n', 'v1', 'shop-config'),
      `${PATCH}: config-reference-exists: LEVEL`,
    ],
    [
      'a key that is lost where a ConfigMap is generated anew',
      {
        ...overlay('configMapGenerator:\n  - { name: shop-config, behavior: replace, literals: [MODE=slow] }\n'),
        'base/c.yaml': '',
        'base/kustomization.yaml':
          'kind: Kustomization\nresources: [d.yaml, s.yaml]\nconfigMapGenerator:\n  - { name: shop-config, literals: [LEVEL=info] }\nsecretGenerator:\n  - { name: shop-secrets, literals: [TOKEN=a] }\n',
      },
      `${OWN}: config-reference-exists: replace`,
    ],
    [
      'a secret in the open',
      container('env: [{ name: DATABASE_URL, value: "postgres://u:hunter2secret@db/shop" }]'),
      `${PATCH}: no-secret-in-env: "postgres://u:hunter2secret@db/shop"`,
    ],
    ['limits that are taken away', container('resources: null'), `${PATCH}: memory-limit: resources`],
  ];
  for (const [what, texts, expected] of table) it(what, async () => assert.deepEqual(await foundIn(texts), [expected]));
  it('mends it', () => assertFixesMend(table, RULES, found));
});

describe('says nothing of an overlay', () => {
  const table: Readonly<Record<string, Texts>> = {
    'that runs less': operation('Deployment', '{ op: replace, path: /spec/replicas, value: 1 }'),
    'that gives the version of what its patch brings': {
      ...container('image: web'),
      [OWN]:
        'kind: Kustomization\nresources: [../base]\nimages: [{ name: web, newTag: v2 }]\npatches: [{ path: patch.yaml }]\n',
    },
    'that selects by a label of its own': overlay(
      'commonLabels: { tier: web }\npatches:\n  - target: { kind: Service }\n    patch: |-\n      - { op: replace, path: /spec/selector, value: { tier: web } }\n',
    ),
    'that names what it makes as it comes out': overlay(
      'nameSuffix: -prod\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - { op: add, path: /spec/template/spec/containers/0/envFrom/-, value: { configMapRef: { name: shop-config-prod } } }\n',
    ),
    'whose patch says the namespace, too': {
      ...merged('Deployment', 'spec: { replicas: 2 }\n', 'apps/v1', 'shop\n  namespace: prod'),
      'base/kustomization.yaml': `${FILES['base/kustomization.yaml'] ?? ''}namespace: prod\n`,
    },
    'that takes what another kustomization makes': {
      ...container('envFrom: [{ secretRef: { name: shop-secrets } }, { configMapRef: { name: common } }]'),
      'common/kustomization.yaml': 'kind: Kustomization\nconfigMapGenerator:\n  - { name: common, literals: [A=b] }\n',
    },
    'that says in its own words what is wrong in the base': {
      ...container('resources: { requests: { cpu: 1m } }'),
      'base/d.yaml': FILES['base/d.yaml']?.replace(/ +resources: .*/, '') ?? '',
    },
    'that says again what is wrong in the base': {
      ...container('env: [{ name: A, value: b }]'),
      'base/d.yaml': FILES['base/d.yaml']?.replace('key: LEVEL', 'key: LEVLE') ?? '',
    },
  };
  for (const [what, texts] of Object.entries(table)) it(what, async () => assert.deepEqual(await found(texts), []));
});
