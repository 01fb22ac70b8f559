import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const overlay = (generator: string) => `${KUSTOMIZATION}resources:\n  - ../base\n${generator}`;
const secret = (lines: string) => overlay(`secretGenerator:\n  - name: db\n${lines}`);
const taking = (more = '') =>
  deploymentOf(
    `env:\n  - name: DATABASE_URL\n    valueFrom:\n      secretKeyRef:\n        name: db\n        key: url${more}`,
  );
const withOverlays = (dev: string, prod: string, deploy = taking()): Texts => ({
  'base/kustomization.yaml': `${KUSTOMIZATION}resources:\n  - deploy.yaml\n`,
  'base/deploy.yaml': deploy,
  'dev/kustomization.yaml': dev,
  'prod/kustomization.yaml': prod,
});
const fetching = (key: string) =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: db\nspec:\n  secretStoreRef: { name: vault }\n  data:\n    - secretKey: ${key}\n      remoteRef: { key: db }\n`;
const URL = secret('    literals: [url=a]\n');
const found = finder(/^overlay-has-keys$/);

const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
  ['all have it', withOverlays(URL, URL), []],
  [
    'one has another key',
    withOverlays(URL, secret('    literals: [uri=b]\n')),
    ['prod/kustomization.yaml: overlay-has-keys: uri=b: Rename `uri` to `url`'],
  ],
  [
    'one has several others',
    withOverlays(URL, secret('    literals: [uri=b, host=c]\n')),
    ['prod/kustomization.yaml: overlay-has-keys: db: '],
  ],
  [
    'none has it: that is said where it is taken',
    withOverlays(secret('    literals: [a=b]\n'), secret('    literals: [a=b]\n')),
    [],
  ],
  ['it is optional', withOverlays(URL, secret('    literals: [uri=b]\n'), taking('\n        optional: true')), []],
  ['one takes keys from files that nobody sees', withOverlays(URL, secret('    envs: [db.env]\n')), []],
  ['one merges', withOverlays(URL, secret('    behavior: merge\n    literals: [uri=b]\n')), []],
  [
    'one patches the reference',
    withOverlays(
      URL,
      `${secret('    literals: [uri=b]\n')}patches:\n  - patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef\n        value: { name: db, key: uri }\n    target: { kind: Deployment }\n`,
    ),
    [],
  ],
  [
    'one builds something else',
    withOverlays(URL, secret('    literals: [uri=b]\n').replace('../base', 'https://github.com/acme/base')),
    [],
  ],
  [
    'one fetches another key',
    { ...withOverlays(URL, overlay('  - db.yaml\n')), 'prod/db.yaml': fetching('uri') },
    ['prod/db.yaml: overlay-has-keys: uri: Rename `uri` to `url`'],
  ],
  ['one fetches it', { ...withOverlays(URL, overlay('  - db.yaml\n')), 'prod/db.yaml': fetching('url') }, []],
  [
    'one generates another, where the other fetches it',
    { ...withOverlays(secret('    literals: [uri=a]\n'), overlay('  - db.yaml\n')), 'prod/db.yaml': fetching('url') },
    ['dev/kustomization.yaml: overlay-has-keys: uri=a: Rename `uri` to `url`'],
  ],
  [
    'one gets it by a patch of what it lists',
    {
      ...withOverlays(URL, `${overlay('  - db.yaml\n')}patches:\n  - path: patch.yaml\n`),
      'prod/db.yaml': fetching('uri'),
      'prod/patch.yaml': fetching('url'),
    },
    [],
  ],
  [
    'one lists a Secret in another namespace',
    {
      ...withOverlays(URL, overlay('  - db.yaml\n')),
      'prod/db.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: data\nstringData:\n  uri: a\n',
    },
    [],
  ],
];

describe('a key that one overlay does not have', () => {
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
  it('has fixes that mend', async () => assertFixesMend(table, /^overlay-has-keys$/, found));
});

const SERVER: Texts = {
  ...serverFiles(':8080'),
  'main.go':
    'package main\n\nimport (\n\t"cmp"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(cmp.Or(os.Getenv("ADDR"), ":8080"), nil)\n}\n',
};
const map = (lines: string) => `configMapGenerator:\n  - name: shop\n${lines}`;
const moving = (value: string): Texts => ({
  ...SERVER,
  'base/kustomization.yaml': `${KUSTOMIZATION}resources:\n  - deploy.yaml\n${map('    literals: [ADDR=:8080]\n')}`,
  'base/deploy.yaml': deploymentOf(
    'ports:\n  - containerPort: 8080\nreadinessProbe:\n  tcpSocket:\n    port: 8080\nenvFrom:\n  - configMapRef:\n      name: shop',
  ),
  'prod/kustomization.yaml': overlay(map(`    behavior: merge\n    literals: [${value}]\n`)),
});
const moved = finder(/^(?:container-port-listened|listens-on-loopback)$/, (file) => file !== 'main.go');

describe('a ConfigMap of an overlay that moves the program', () => {
  for (const [what, value, expected] of [
    ['to where it listens anyway', 'ADDR=0.0.0.0:8080', []],
    [
      'to another port',
      'ADDR=:9090',
      ['prod/kustomization.yaml: container-port-listened: ADDR=:9090: Set `ADDR` to `:8080`'],
    ],
    [
      'to loopback',
      'ADDR=127.0.0.1:8080',
      ['prod/kustomization.yaml: listens-on-loopback: ADDR=127.0.0.1:8080: Set `ADDR` to `:8080`'],
    ],
    ['not at all', 'OTHER=1', []],
  ] as const) {
    it(what, async () => assert.deepEqual(await moved(moving(value)), expected));
  }
});
