import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { gracefulFiles } from '../../../src/contract/examples/shutdown-examples.ts';
import { assertFixesMend, finder } from '../found.ts';
import { projectOf, type Texts } from '../workspace.ts';

const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"cmp"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServe(cmp.Or(os.Getenv("ADDR"), ":8080"), nil)\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'base/d.yaml': deploymentOf(
    'ports:\n  - { name: http, containerPort: 8080 }\nlivenessProbe:\n  httpGet: { path: /healthz, port: http }',
  ),
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [d.yaml]\n',
};
/** A patch of the container in a file of its own. */
const inFile = (lines: string, container = 'shop'): Texts => ({
  ...FILES,
  'prod/kustomization.yaml': 'kind: Kustomization\nresources: [../base]\npatches:\n  - path: patch.yaml\n',
  'prod/patch.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${container}\n          ${lines}\n`,
});
/** An operation in the kustomization. */
const operation = (path: string, value: string): Texts => ({
  ...FILES,
  'prod/kustomization.yaml': `kind: Kustomization\nresources: [../base]\npatches:\n  - target: { kind: Deployment, name: shop }\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/${path}\n        value: ${value}\n`,
});
/** The same behind another operation and a blank line. */
const behindBlank = ({ 'prod/kustomization.yaml': text = '', ...others }: Texts): Texts => ({
  ...others,
  'prod/kustomization.yaml': text.replace('|-\n', '|-\n      - { op: test, path: /kind, value: Deployment }\n\n'),
});
/** Operations in a file of their own. */
const operationFile = (lines: string): Texts => ({
  ...FILES,
  'prod/kustomization.yaml':
    'kind: Kustomization\nresources: [../base]\npatches:\n  - target: { kind: Deployment, name: shop }\n    path: ops.yaml\n',
  'prod/ops.yaml': lines,
});
const op = (path: string, value: string) =>
  `- op: replace\n  path: /spec/template/spec/containers/0/${path}\n  value: ${value}\n`;
const env = (value: string) => `env: [{ name: ADDR, value: "${value}" }]`;

const RULES = /^(?:probe-path-exists|container-port-listened|listens-on-loopback)$/;
const found = finder(RULES, (file) => !file.endsWith('.go'));

describe('says what an overlay breaks', () => {
  const table: readonly (readonly [what: string, texts: Texts, expected: string])[] = [
    [
      'a probe asks for a path that nothing serves',
      inFile('livenessProbe: { httpGet: { path: /livez } }'),
      'prod/patch.yaml: probe-path-exists: /livez: Probe `/healthz`',
    ],
    [
      'a probe more, on a port by its number',
      inFile('readinessProbe: { httpGet: { path: /ready, port: 8080 } }'),
      'prod/patch.yaml: probe-path-exists: /ready: Probe `/healthz`',
    ],
    [
      'an operation in a file writes the path',
      operationFile(op('livenessProbe/httpGet/path', '/livez')),
      'prod/ops.yaml: probe-path-exists: /livez: Probe `/healthz`',
    ],
    [
      'an operation writes the path',
      operation('livenessProbe/httpGet/path', '/livez'),
      'prod/kustomization.yaml: probe-path-exists: /livez: Probe `/healthz`',
    ],
    [
      'an operation writes the probe',
      operation('livenessProbe', '{ httpGet: { path: /livez, port: http } }'),
      'prod/kustomization.yaml: probe-path-exists: /livez: Probe `/healthz`',
    ],
    [
      'an operation writes another port',
      operation('ports/0/containerPort', '9000'),
      'prod/kustomization.yaml: container-port-listened: 9000: Change 9000 to 8080',
    ],
    [
      'an operation lets a probe ask another port',
      operation('livenessProbe/httpGet/port', '9000'),
      'prod/kustomization.yaml: container-port-listened: 9000: Change 9000 to 8080',
    ],
    [
      'an operation behind a blank line',
      behindBlank(operation('livenessProbe/httpGet/port', '9000')),
      'prod/kustomization.yaml: container-port-listened: 9000: Change 9000 to 8080',
    ],
    [
      'a part of the container lets a probe ask another port',
      inFile('livenessProbe: { httpGet: { port: 9000 } }'),
      'prod/patch.yaml: container-port-listened: 9000: Change 9000 to 8080',
    ],
    [
      'the program moves, and the declared port stays',
      inFile(env(':9000')),
      'prod/patch.yaml: container-port-listened: ":9000": Set `ADDR` to `:8080`',
    ],
    [
      'the program hears itself only',
      inFile(env('127.0.0.1:8080')),
      'prod/patch.yaml: listens-on-loopback: "127.0.0.1:8080": Set `ADDR` to `:8080`',
    ],
    [
      'a patch that means the object by its labels',
      {
        ...operation('ports/0/containerPort', '9000'),
        'base/d.yaml': FILES['base/d.yaml']?.replace('  name: shop\n', '  name: shop\n  labels: { app: shop }\n') ?? '',
        'prod/kustomization.yaml':
          operation('ports/0/containerPort', '9000')['prod/kustomization.yaml']?.replace(
            'name: shop',
            'labelSelector: app=shop',
          ) ?? '',
      },
      'prod/kustomization.yaml: container-port-listened: 9000: Change 9000 to 8080',
    ],
    [
      'an image that the kustomization calls otherwise',
      {
        ...inFile('livenessProbe: { httpGet: { path: /livez, port: 8080 } }'),
        'base/d.yaml': FILES['base/d.yaml']?.replace('shop:1.2.3', 'controller:latest') ?? '',
        'prod/kustomization.yaml':
          'kind: Kustomization\nresources: [../base]\nimages: [{ name: controller, newName: example.com/shop, newTag: 1.2.3 }]\npatches: [{ path: patch.yaml }]\n',
      },
      'prod/patch.yaml: probe-path-exists: /livez: Probe `/healthz`',
    ],
    [
      'another object that is called so is not part of it',
      {
        ...inFile('livenessProbe: { httpGet: { path: /livez, port: 8080 } }'),
        'other/d.yaml': deploymentOf('ports: []').replace('shop:1.2.3', 'other:1.2.3'),
      },
      'prod/patch.yaml: probe-path-exists: /livez: Probe `/healthz`',
    ],
  ];
  for (const [what, texts, expected] of table) it(what, async () => assert.deepEqual(await found(texts), [expected]));
  it('mends it', () => assertFixesMend(table, RULES, found));

  it('a file of variables moves the program', async () => {
    const moved = 'ADDR=:9000\n';
    const from = '{ configMapRef: { name: shop } }';
    const project = await projectOf({
      ...FILES,
      'base/d.yaml': deploymentOf(`ports: [{ containerPort: 8080 }]\nenvFrom: [${from}]`),
      'base/kustomization.yaml':
        'kind: Kustomization\nresources: [d.yaml]\nconfigMapGenerator: [{ name: shop, literals: ["ADDR=:8080"] }]\n',
      'prod/kustomization.yaml':
        'kind: Kustomization\nresources: [../base]\nconfigMapGenerator: [{ name: shop, behavior: merge, envs: [prod.env] }]\n',
      'prod/prod.env': moved,
    });
    const said = project.findings('prod/prod.env').map(({ rule, start, end }) => [rule, moved.slice(start, end)]);
    assert.deepEqual(said, [['container-port-listened', 'ADDR=:9000']]);
  });
});

describe('says nothing of an overlay', () => {
  const table: Readonly<Record<string, Texts>> = {
    'that lets a probe ask what is served': inFile('livenessProbe: { httpGet: { path: /healthz, port: 8080 } }'),
    'for another container': inFile('livenessProbe: { httpGet: { path: /livez, port: 8080 } }', 'proxy'),
    'that asks a port which it adds': inFile(
      'ports: [{ containerPort: 9000 }]\n          livenessProbe: { httpGet: { path: /livez, port: 9000 } }',
    ),
    'that runs another command': inFile(`args: [serve]\n          ${env('127.0.0.1:8080')}`),
    'that asks a port of another host': inFile('livenessProbe: { httpGet: { port: 9000, host: example.com } }'),
    'that asks another host': inFile('livenessProbe: { httpGet: { path: /livez, port: 8080, host: example.com } }'),
    'that lets a probe run a command': operation('livenessProbe', '{ exec: { command: [/shop, check] } }'),
    'that moves program and port': inFile(`${env(':9000')}\n          ports: [{ containerPort: 9000 }]`),
    'that moves program and port by operations': operationFile(
      op('ports/0/containerPort', '9000') +
        '- op: add\n  path: /spec/template/spec/containers/0/env\n  value: [{ name: ADDR, value: ":9000" }]\n',
    ),
    'that lets a probe ask the port that it declares': operationFile(
      op('ports/0/containerPort', '8080') + op('livenessProbe/httpGet/port', '8080'),
    ),
    'that says where the program is anyway': inFile(env('0.0.0.0:8080')),
    'whose value is put together': inFile(env(':$(PORT)')),
  };
  for (const [what, texts] of Object.entries(table)) it(what, async () => assert.deepEqual(await found(texts), []));
});

describe('says whose container a patch does not find', () => {
  const unfit = finder(/^patch-fits-containers$/);
  const cases: readonly (readonly [what: string, texts: Texts, expected: readonly string[]])[] = [
    [
      'one that is called otherwise',
      inFile('args: []', 'web'),
      ['prod/patch.yaml: patch-fits-containers: web: Change to `shop`'],
    ],
    ['its own', inFile('args: []'), []],
    ['one that it adds', inFile('image: proxy:1', 'proxy'), []],
    ['one that it takes out', inFile('$patch: delete', 'proxy'), []],
  ];
  for (const [what, texts, expected] of cases) it(what, async () => assert.deepEqual(await unfit(texts), expected));
});

describe('says of the base what one overlay leaves as it is', () => {
  const wrong: Texts = {
    ...inFile('ports: [{ name: http, containerPort: 8080 }]'),
    'base/d.yaml': (FILES['base/d.yaml'] ?? '').replace('containerPort: 8080', 'containerPort: 8081'),
  };
  const dev = { 'dev/kustomization.yaml': 'kind: Kustomization\nresources: [../base]\n' };
  it('where there is one', async () =>
    assert.match((await found({ ...wrong, ...dev })).join(), /^base\/d.yaml: container-port-listened: 8081/));
  it('where all change it', async () => assert.deepEqual(await found(wrong), []));
});

describe('says of the base what no overlay changes', () => {
  const port = 'base/d.yaml: container-port-listened: 8081';
  const wrong = (texts: Texts): Texts => ({
    ...texts,
    'base/d.yaml': (texts['base/d.yaml'] ?? '').replace('containerPort: 8080', 'containerPort: 8081'),
  });
  const table: readonly (readonly [what: string, texts: Texts, expected: readonly string[]])[] = [
    ['another variable is set', inFile('env: [{ name: LEVEL, value: debug }]'), [port]],
    ['the variable is set', inFile(env(':8082')), []],
    ['another variable is added', operation('env/-', '{ name: LEVEL, value: debug }'), [port]],
    ['the variable is added', operationFile(op('env', '[{ name: ADDR, value: ":8081" }]')), []],
    ['the container is replaced', operationFile(op('', '{ name: shop }').replace('0/', '0')), []],
    ['a probe asks more often', operationFile(op('livenessProbe/periodSeconds', '5')), [port]],
    ['a probe asks more often, merged', inFile('livenessProbe:\n            periodSeconds: 5'), [port]],
    ['the port is changed', operationFile(op('ports/0/containerPort', '8080')), []],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => {
      const seen = (await found(wrong(texts))).filter((line) => line.startsWith('base/'));
      assert.deepEqual(
        seen.map((line) => line.split(': ').slice(0, 3).join(': ')),
        expected,
      );
    });
  }
});

describe('says what an overlay grants to stop', () => {
  const grace = (seconds: number) =>
    operationFile(`- op: add\n  path: /spec/template/spec/terminationGracePeriodSeconds\n  value: ${seconds}\n`);
  const graceful = finder(/^grace-period-fits-shutdown$/, (file) => !file.endsWith('.go'));
  const stopping = (texts: Texts): Texts => ({ ...texts, ...gracefulFiles(20) });
  it('too little', async () =>
    assert.deepEqual(await graceful(stopping(grace(10))), [
      'prod/ops.yaml: grace-period-fits-shutdown: 10: Grant 25 s',
    ]));
  it('enough', async () => assert.deepEqual(await graceful(stopping(grace(40))), []));
});

describe('says what an overlay lets the program take to stop', () => {
  const graceful = finder(/^grace-period-fits-shutdown$/, (file) => !file.endsWith('.go'));
  const { 'main.go': main = '', ...rest } = gracefulFiles(20);
  const configured = main
    .replace('"net/http"\n', '"net/http"\n\t"os"\n')
    .replace(
      '\tctx, stop',
      '\twait, err := time.ParseDuration(os.Getenv("WAIT"))\n\tif err != nil {\n\t\twait = 20 * time.Second\n\t}\n\tctx, stop',
    )
    .replace('20*time.Second)', 'wait)');
  const waiting = (value: string): Texts => ({
    ...inFile(`env: [{ name: WAIT, value: ${value} }]`),
    ...rest,
    'main.go': configured,
  });
  it('too long', async () =>
    assert.deepEqual(await graceful(waiting('45s')), ['prod/patch.yaml: grace-period-fits-shutdown: 45s: ']));
  it('no longer than it is granted', async () => assert.deepEqual(await graceful(waiting('25s')), []));
  it('what is no duration', async () => assert.deepEqual(await graceful(waiting('long')), []));
});

describe('says which variable an overlay takes out', () => {
  const required = finder(/^required-variable-set$/, (file) => !file.endsWith('.go'));
  const remove = (name: string, more = ''): Texts => ({
    ...operationFile(`- op: remove\n  path: /spec/template/spec/containers/0/env/0\n${more}`),
    'main.go':
      'package main\n\nimport (\n\t"log"\n\t"os"\n)\n\nfunc main() {\n\tif os.Getenv("REGION") == "" {\n\t\tlog.Fatal("REGION is not set")\n\t}\n}\n',
    'base/d.yaml': deploymentOf(`env:\n  - name: ${name}\n    value: eu\n  - name: REGION\n    value: eu`),
  });
  const alone = (texts: Texts): Texts => ({
    ...texts,
    'base/d.yaml': deploymentOf('env:\n  - name: REGION\n    value: eu'),
  });
  it('without which the program does not start', async () =>
    assert.deepEqual(await required(alone(remove('REGION'))), [
      'prod/ops.yaml: required-variable-set: /spec/template/spec/containers/0/env/0: ',
    ]));
  it('by a patch in a file of its own', async () => {
    const texts = { ...alone(remove('REGION')), ...inFile('env: [{ name: REGION, $patch: delete }]') };
    const { 'main.go': main = '', 'base/d.yaml': base = '' } = alone(remove('REGION'));
    assert.deepEqual(await required({ ...texts, 'main.go': main, 'base/d.yaml': base }), [
      'prod/patch.yaml: required-variable-set: REGION: ',
    ]);
  });
  it('another', async () => assert.deepEqual(await required(remove('LEVEL')), []));
  it('and sets again', async () => {
    const again = '- op: add\n  path: /spec/template/spec/containers/0/env/-\n  value: { name: REGION, value: us }\n';
    assert.deepEqual(await required(alone(remove('REGION', again))), []);
  });
});
