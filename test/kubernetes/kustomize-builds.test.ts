import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';

const RULES = ['config-reference-exists', 'service-account-exists', 'backend-exists', 'service-selects-something'];

/** What the rules about other objects say of all files: `file rule`. */
function said(files: Readonly<Record<string, string>>): string[] {
  const workspace = createWorkspace();
  const parsed = Object.entries(files).map(([file, text]) => parseManifests(text, file));
  for (const one of parsed) workspace.set(one.file, one);
  workspace.setComplete(true);
  return parsed.flatMap((one) =>
    lintManifests(one, workspace)
      .filter(({ rule }) => RULES.includes(rule))
      .map(({ rule }) => `${one.file} ${rule}`),
  );
}

const pod = (extra = '', namespace = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web }${namespace} }\nspec:\n  containers: [{ name: a, image: a:1, envFrom: [{ configMapRef: { name: web } }] }]\n${extra}`;
const config = (namespace = '', name = 'web') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${namespace} }\ndata: { key: value }\n`;
const keyed = (key: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: a, image: a:1, env: [{ name: X, valueFrom: { configMapKeyRef: { name: web, key: ${key} } } }] }]\n`;
const service = (app = 'web') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: ${app} }, ports: [{ port: 80 }] }\n`;
const labelled =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: web } }\nspec: { containers: [{ name: a, image: a:1 }] }\n';
const route = (host: string) =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web-${host.slice(0, 5).replace('.', '-')} }\nspec: { hosts: [a.example.com], http: [{ route: [{ destination: { host: ${host} } }] }] }\n`;
const account = pod('  serviceAccountName: runner\n');

const cases: readonly [name: string, files: Record<string, string>, said: readonly string[]][] = [
  ['nothing is there', { 'p.yaml': pod() }, ['p.yaml config-reference-exists']],
  [
    'a volume of which a file is mounted names what is not there',
    {
      'p.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  volumes: [{ name: v, configMap: { name: web } }]\n  containers: [{ name: a, image: a:1, volumeMounts: [{ name: v, mountPath: /a, subPath: a }] }]\n',
    },
    ['p.yaml config-reference-exists'],
  ],
  [
    'a full name names the namespace that a kustomization puts it in',
    {
      'a.yaml': route('wbe.shop.svc.cluster.local'),
      'b.yaml': route('web.shop.svc.cluster.local'),
      'c.yaml': route('wbe.other.svc.cluster.local'),
      's.yaml': `${service()}---\n${labelled}`,
      'kustomization.yaml': 'namespace: shop\nresources: [a.yaml, b.yaml, c.yaml, s.yaml]\n',
    },
    ['a.yaml backend-exists'],
  ],
  [
    'a generator makes it',
    {
      'p.yaml': pod(),
      'kustomization.yaml': 'resources: [p.yaml]\nconfigMapGenerator: [{ name: web, literals: [a=b] }]\n',
    },
    [],
  ],
  [
    'a generator of an overlay makes it',
    {
      'base/p.yaml': pod(),
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'prod/kustomization.yaml': 'resources: [../base]\nconfigMapGenerator: [{ name: web, files: [x.conf] }]\n',
    },
    [],
  ],
  [
    'a generator has the key as a literal',
    {
      'p.yaml': keyed('a'),
      'kustomization.yaml': 'resources: [p.yaml]\nconfigMapGenerator: [{ name: web, literals: ["a=b=c"] }]\n',
    },
    [],
  ],
  [
    'a generator has another key',
    {
      'p.yaml': keyed('b'),
      'kustomization.yaml':
        'resources: [p.yaml]\nconfigMapGenerator: [{ name: web, literals: [a=b], files: [conf/x.conf, y=conf/z] }]\n',
    },
    ['p.yaml config-reference-exists'],
  ],
  [
    'a ConfigMap has no data yet, which something fills',
    { 'p.yaml': keyed('b'), 'c.yaml': config().replace('data: { key: value }\n', '') },
    [],
  ],
  [
    'a generator has the key as a file',
    {
      'p.yaml': keyed('x.conf'),
      'kustomization.yaml': 'resources: [p.yaml]\nconfigMapGenerator: [{ name: web, files: [conf/x.conf] }]\n',
    },
    [],
  ],
  [
    'a generator reads a file of variables',
    {
      'p.yaml': keyed('b'),
      'kustomization.yaml': 'resources: [p.yaml]\nconfigMapGenerator: [{ name: web, envs: [.env] }]\n',
    },
    [],
  ],
  [
    'the overlay gives the namespace that the ConfigMap has',
    {
      'base/p.yaml': pod(),
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'prod/c.yaml': config(', namespace: prod'),
      'prod/kustomization.yaml': 'namespace: prod\nresources: [../base, c.yaml]\n',
    },
    [],
  ],
  [
    'of two overlays one has it',
    {
      'base/p.yaml': pod(),
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
      'prod/c.yaml': config(),
      'prod/kustomization.yaml': 'namespace: prod\nresources: [../base, c.yaml]\n',
    },
    [],
  ],
  [
    'of two overlays none has it',
    {
      'base/p.yaml': pod(),
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
      'prod/c.yaml': config('', 'other'),
      'prod/kustomization.yaml': 'namespace: prod\nresources: [../base, c.yaml]\n',
    },
    ['base/p.yaml config-reference-exists'],
  ],
  [
    'two builds lead to other namespaces',
    {
      'a/p.yaml': pod(),
      'a/kustomization.yaml': 'namespace: a\nresources: [p.yaml]\n',
      'b/c.yaml': config(),
      'b/kustomization.yaml': 'namespace: b\nresources: [c.yaml]\n',
    },
    ['a/p.yaml config-reference-exists'],
  ],
  [
    'names get a prefix and are used as they are written',
    { 'p.yaml': pod(), 'c.yaml': config(), 'kustomization.yaml': 'namePrefix: dev-\nresources: [p.yaml, c.yaml]\n' },
    [],
  ],
  [
    'names get a prefix and are used with it',
    {
      'p.yaml': pod(),
      'k/c.yaml': config('', 'eb'),
      'k/kustomization.yaml': 'namePrefix: w\nresources: [c.yaml]\n',
    },
    [],
  ],
  [
    'a remote base may have it',
    { 'p.yaml': pod(), 'kustomization.yaml': 'resources: [p.yaml, "https://example.com/base?ref=v1"]\n' },
    [],
  ],
  [
    'a chart may have it',
    { 'p.yaml': pod(), 'kustomization.yaml': 'resources: [p.yaml]\nhelmCharts: [{ name: x }]\n' },
    [],
  ],
  [
    'a chart of another namespace has nothing to do with it',
    {
      'p.yaml': pod(', x', ', namespace: shop').replace(', x', ''),
      'k/kustomization.yaml': 'namespace: monitoring\nhelmCharts: [{ name: x }]\n',
    },
    ['p.yaml config-reference-exists'],
  ],
  [
    'a resource that git ignores may have it',
    { 'p.yaml': pod(), 'kustomization.yaml': 'resources: [p.yaml, secrets.yaml]\n' },
    [],
  ],
  [
    'a base outside of the workspace may have it',
    { 'p.yaml': pod(), 'kustomization.yaml': 'resources: [p.yaml, ../../base]\n' },
    [],
  ],
  [
    'a component has it',
    {
      'p.yaml': pod(),
      'kustomization.yaml': 'resources: [p.yaml]\ncomponents: [c]\n',
      'c/c.yaml': config(),
      'c/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [c.yaml]\n',
    },
    [],
  ],
  [
    'a patch file names another account',
    {
      'p.yaml': account.replace('envFrom', 'x-envFrom'),
      'patch.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { serviceAccountName: default }\n',
      'kustomization.yaml': 'resources: [p.yaml]\npatches: [{ path: patch.yaml }]\n',
    },
    [],
  ],
  [
    'a patch in the kustomization names another account',
    {
      'p.yaml': account.replace('envFrom', 'x-envFrom'),
      'kustomization.yaml':
        'resources: [p.yaml]\npatches: [{ target: { kind: Pod }, patch: "[{ op: replace, path: /spec/serviceAccountName, value: default }]" }]\n',
    },
    [],
  ],
  [
    'a patch of something else changes nothing',
    {
      'p.yaml': account.replace('envFrom', 'x-envFrom'),
      'kustomization.yaml':
        'resources: [p.yaml]\npatches: [{ target: { kind: Deployment }, patch: "[{ op: replace, path: /spec/serviceAccountName, value: default }]" }]\n',
    },
    ['p.yaml service-account-exists'],
  ],
  [
    'a patch adds the key',
    {
      'p.yaml': keyed('new'),
      'c.yaml': config(),
      'patch.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { new: x }\n',
      'kustomization.yaml': 'resources: [p.yaml, c.yaml]\npatchesStrategicMerge: [patch.yaml]\n',
    },
    [],
  ],
  [
    'the Service and its pod meet in the namespace of the build',
    {
      's.yaml': service(),
      'p.yaml': pod('', ', namespace: x').replace('envFrom', 'x-envFrom'),
      'kustomization.yaml': 'namespace: y\nresources: [s.yaml, p.yaml]\n',
    },
    [],
  ],
  [
    'Argo CD applies a folder to a namespace',
    {
      'p.yaml': pod('', ', namespace: shop'),
      'c.yaml': config(),
      'app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: { destination: { namespace: shop } }\n',
    },
    [],
  ],
  [
    'kustomizations that lead in circles',
    {
      'a/kustomization.yaml': 'resources: [../b, p.yaml]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
      'a/p.yaml': pod(),
    },
    [],
  ],
];

describe('what kustomizations make of references', () => {
  for (const [name, files, expected] of cases) it(name, () => assert.deepEqual(said(files), expected));
});

const secretUser = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers: [{ name: a, image: a:1, envFrom: [{ secretRef: { name: ${name} } }] }]\n`;
const kept = 'apiVersion: v1\nkind: Secret\nmetadata: { name: kept }\n';
const made = (kind: string, spec: string, name = 'db', apiVersion = 'x/v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

describe('Secrets that something makes', () => {
  const makers: readonly [name: string, text: string, missing: boolean][] = [
    ['nothing', '', true],
    ['an ExternalSecret', made('ExternalSecret', '{}'), false],
    ['an ExternalSecret with a target', made('ExternalSecret', '{ target: { name: db } }', 'x'), false],
    ['an ExternalSecret with another target', made('ExternalSecret', '{ target: { name: y } }'), true],
    ['a SealedSecret', made('SealedSecret', '{ encryptedData: {} }'), false],
    ['a Certificate', made('Certificate', '{ secretName: db }', 'x'), false],
    ['a SecretProviderClass', made('SecretProviderClass', '{ secretObjects: [{ secretName: db }] }', 'x'), false],
    ['an operator that calls it after its object', made('PostgresCluster', '{}', 'd'), false],
    ['an operator that is told the name', made('Database', '{ credentials: { name: db } }', 'x'), false],
    ['an operator of something else', made('Widget', '{}', 'x'), true],
    ['a HelmRelease', made('HelmRelease', '{}', 'x', 'helm.toolkit.fluxcd.io/v2'), false],
    [
      'an Ingress with an issuer',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, annotations: { cert-manager.io/issuer: x } }\nspec: { tls: [{ secretName: db }] }\n',
      false,
    ],
    ['a file that is broken where it stands', 'apiVersion: v1\nkind: Secret\nmetadata: { name: db\n', false],
    ['a file that is broken elsewhere', 'apiVersion: v1\nkind: Secret\nmetadata: { name: [\n', true],
    ['a Helm template', 'apiVersion: v1\nkind: Secret\nmetadata: { name: {{ x }} }\n', false],
  ];
  for (const [name, text, missing] of makers) {
    it(name, () => {
      const files = { 'p.yaml': secretUser('db'), 'kept.yaml': kept, 'maker.yaml': text };
      assert.equal(said(files).includes('p.yaml config-reference-exists'), missing);
    });
  }
  it('and those that nobody keeps are not missed', () => assert.deepEqual(said({ 'p.yaml': secretUser('db') }), []));
  it('nor those whose name is put together', () => {
    for (const name of ['$(NAME)', '"${NAME}-x"', '<name>', 'REPLACE_ME'])
      assert.deepEqual(said({ 'p.yaml': secretUser(name), 'kept.yaml': kept }), [], name);
  });
});

describe('keys of Secrets that something makes', () => {
  const taking = (key: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers: [{ name: a, image: a:1, env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: ${key} } } }] }]\n`;
  const makers: readonly [what: string, text: string, missing: boolean][] = [
    ['of a SealedSecret', made('SealedSecret', '{ encryptedData: { url: x } }'), true],
    [
      'of a template of a SealedSecret',
      made('SealedSecret', '{ encryptedData: { url: x }, template: { data: { key: y } } }'),
      false,
    ],
    ['of an ExternalSecret', made('ExternalSecret', '{ data: [{ secretKey: url }] }'), true],
    [
      'of an ExternalSecret that takes a whole secret',
      made('ExternalSecret', '{ data: [{ secretKey: url }], dataFrom: [{ extract: { key: x } }] }'),
      false,
    ],
    [
      'of an ExternalSecret with a template',
      made('ExternalSecret', '{ data: [{ secretKey: url }], target: { template: { data: { key: y } } } }'),
      false,
    ],
    ['of a Certificate', made('Certificate', '{ secretName: db }', 'x'), false],
  ];
  for (const [what, text, missing] of makers) {
    it(what, () => {
      assert.equal(
        said({ 'p.yaml': taking('key'), 'maker.yaml': text }).includes('p.yaml config-reference-exists'),
        missing,
      );
      assert.deepEqual(said({ 'p.yaml': taking('url'), 'maker.yaml': text }), []);
    });
  }
});
