import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { projectOf, type Texts } from './workspace.ts';

const CONFIG =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  {{- range $key, $value := .Values.config }}\n  {{ $key }}: {{ $value | quote }}\n  {{- end }}\n';

const files = (prod: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"cmp"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(cmp.Or(os.Getenv("ADDR"), ":8080"), nil)\n}\n',
  Dockerfile: serverFiles(':8080')['Dockerfile'] ?? 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'port: 8080\nconfig:\n  MODE: plain\n',
  'chart/values-prod.yaml': prod,
  'chart/templates/config.yaml': CONFIG,
  'chart/templates/deployment.yaml': deploymentOf(
    'ports:\n  - containerPort: {{ .Values.port }}\nenvFrom:\n  - configMapRef: { name: shop }',
  ),
});

const table: readonly (readonly [what: string, prod: string, expected: readonly string[]])[] = [
  ['nothing else', 'config: {}\n', []],
  ['both the same', 'port: 9000\nconfig:\n  ADDR: ":9000"\n', []],
  ['another port', 'port: 9000\n', ['container-port-listened: 9000']],
  ['a variable that moves the program', 'config:\n  ADDR: ":9000"\n', ['container-port-listened: ADDR']],
];

for (const [what, prod, expected] of table) {
  test(`values for one place say ${what}`, async () => {
    const project = await projectOf(files(prod));
    const file = 'chart/values-prod.yaml';
    const found = project.findings(file).filter(({ rule }) => rule === 'container-port-listened');
    assert.deepEqual(
      found.map(({ rule, start, end }) => `${rule}: ${prod.slice(start, end)}`),
      expected,
    );
  });
}

test('a secret that a chart sets as it is', async () => {
  const texts = files('');
  const main = (texts['main.go'] ?? '').replace('_ = http', 'println(len(os.Getenv("API_KEY")))\n\t_ = http');
  const values = 'port: 8080\nconfig: {}\nkey: whk-91b0cc4d2f\n';
  const template = deploymentOf('env:\n  - name: API_KEY\n    value: {{ .Values.key }}');
  const project = await projectOf({
    ...texts,
    'main.go': main,
    'chart/values.yaml': values,
    'chart/templates/deployment.yaml': template,
  });
  const found = ['chart/values.yaml', 'chart/templates/deployment.yaml'].flatMap((file) =>
    project.findings(file).filter(({ rule }) => rule === 'secret-variable-in-secret'),
  );
  assert.equal(found.length, 1);
});

test('a chart whose values take variables by any name says where its program listens', async () => {
  const range =
    'ports:\n  - containerPort: {{ .Values.port }}\nenv:\n  {{- range $key, $value := .Values.env }}\n  - name: {{ $key }}\n    value: {{ $value | quote }}\n  {{- end }}\n  {{- with .Values.extraArgs }}\nargs:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}';
  const said = async (values: string) => {
    const project = await projectOf({
      ...files(''),
      'chart/values.yaml': values,
      'chart/templates/deployment.yaml': deploymentOf(range),
    });
    const found = project.findings('chart/values.yaml').filter(({ rule }) => rule === 'container-port-listened');
    return found.map(({ start, end }) => values.slice(start, end));
  };
  assert.deepEqual(await said('port: 8080\nconfig: {}\nenv: { MODE: plain }\n'), []);
  assert.deepEqual(await said('port: 9000\nconfig: {}\nenv: { MODE: plain }\n'), ['9000']);
  assert.deepEqual(await said('port: 9000\nconfig: {}\nenv: { ADDR: ":9000" }\n'), []);
});

test('nodes that a chart asks for by default are held against what is built', async () => {
  const template = deploymentOf('ports: []').concat(
    '      {{- with .Values.nodeSelector }}\n      nodeSelector:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n',
  );
  const said = async (values: string) => {
    const project = await projectOf({
      ...files(''),
      Dockerfile:
        'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 GOARCH=amd64 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      'chart/values.yaml': values,
      'chart/templates/deployment.yaml': template,
    });
    const found = project.findings('chart/values.yaml').filter(({ rule }) => rule === 'image-architecture');
    return found.map(({ start, end }) => values.slice(start, end));
  };
  assert.deepEqual(await said('config: {}\nnodeSelector: {}\n'), []);
  assert.deepEqual(await said('config: {}\nnodeSelector:\n  kubernetes.io/arch: arm64\n'), ['arm64']);
});

const broken: readonly (readonly [
  what: string,
  values: string,
  prod: string,
  container: string,
  expected: readonly string[],
])[] = [
  [
    'two ports of one name',
    'ports:\n  - { name: http, containerPort: 8080 }\n',
    'ports:\n  - { name: http, containerPort: 8080 }\n  - { name: http, containerPort: 8081 }\n',
    'ports: {{- toYaml .Values.ports | nindent 12 }}',
    ['valid-ports: http'],
  ],
  ['no version', 'tag: 1.2.3\n', 'tag: latest\n', 'imagePullPolicy: IfNotPresent', ['pinned-image: latest']],
  [
    'less time than the hook takes',
    'hook: 5\n',
    'hook: 30\n',
    'lifecycle: { preStop: { sleep: { seconds: {{ .Values.hook }} } } }',
    ['grace-period: 30'],
  ],
  [
    'that limits are left out',
    'limited: true\n',
    'limited: false\n',
    '{{- if .Values.limited }}\nresources: { limits: { memory: 64Mi } }\n{{- end }}',
    ['memory-limit: false', 'memory-request: false'],
  ],
  [
    'a Secret that is made elsewhere',
    'secret: shop\n',
    'secret: other\n',
    'envFrom: [{ secretRef: { name: "{{ .Values.secret }}" } }]',
    [],
  ],
  ['an account that is made elsewhere', 'tty: true\n', 'tty: false\naccount: other\n', 'tty: {{ .Values.tty }}', []],
  ['what is wrong by default', 'mode: a\n', 'mode: b\n', 'env: [{ name: MODE, value: {{ .Values.mode }} }]', []],
];

for (const [what, values, prod, container, expected] of broken) {
  test(`values for one place bring ${what}`, async () => {
    const texts = files(prod);
    const account = '{{ .Values.account | default "default" }}';
    const template = deploymentOf(container)
      .replace('      containers:', `      serviceAccountName: ${account}\n      containers:`)
      .replace('shop:1.2.3', 'shop:{{ .Values.tag }}');
    const project = await projectOf({
      ...texts,
      'chart/values.yaml': `tag: 1.2.3\n${values.replace('tag: 1.2.3\n', '')}`,
      'chart/templates/config.yaml': '',
      'chart/templates/deployment.yaml': template,
    });
    const found = project.findings('chart/values-prod.yaml');
    assert.deepEqual(
      found.map(({ rule, start, end }) => `${rule}: ${prod.slice(start, end)}`),
      expected,
    );
  });
}
