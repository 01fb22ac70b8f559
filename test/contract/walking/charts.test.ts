import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoverSource } from '../../../src/contract/walking/source-hover.ts';
import { sourceHints } from '../../../src/contract/walking/source-hints.ts';
import { lensesOf } from '../../../src/contract/walking/source-lenses.ts';
import { type Message, say } from '../../../src/words/message.ts';
import { renamed, walkOf } from './walk.ts';
import { SHOP } from './walking-files.ts';
import type { Texts } from '../workspace.ts';

/** The shop deployed by a chart: names in templates and values, numbers and paths in values. */
const CHART: Texts = {
  'go.mod': SHOP['go.mod'] ?? '',
  'main.go': SHOP['main.go'] ?? '',
  Dockerfile: SHOP['Dockerfile'] ?? '',
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'chart/values.yaml': `port: 8080
probe: /healthz
env:
  DATABASE_URL: db
`,
  'chart/values-prod.yaml': 'env: { DATABASE_URL: prod }\n',
  'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: shop:1.2.3
          env:
            - name: PORT
              value: {{ .Values.port | quote }}
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value }}
            {{- end }}
          ports:
            - containerPort: {{ .Values.port }}
          livenessProbe:
            httpGet:
              path: {{ .Values.probe }}
              port: {{ .Values.port }}
`,
  'chart/templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  selector: { app: shop }
  ports:
    - port: 80
      targetPort: {{ .Values.port }}
`,
};

describe('a rename in a chart', () => {
  const cases: readonly [what: string, file: string, marked: string, name: string, lines: readonly string[]][] = [
    [
      'of a variable that a template names',
      'chart/templates/deployment.yaml',
      'name: «PORT»',
      'LISTEN',
      [
        'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop LISTEN=8080',
        'chart/templates/deployment.yaml: - name: LISTEN',
        'main.go: port := os.Getenv("LISTEN")',
      ],
    ],
    [
      'of a variable that all files of values name',
      'main.go',
      'Getenv("«DATABASE_URL»")',
      'SHOP_DB',
      [
        'Dockerfile: ENV SHOP_DB=postgres://localhost/shop PORT=8080',
        'chart/values-prod.yaml: env: { SHOP_DB: prod }',
        'chart/values.yaml: SHOP_DB: db',
        'main.go: open(os.Getenv("SHOP_DB"))',
      ],
    ],
    [
      'of a route that values hold',
      'chart/values.yaml',
      'probe: «/healthz»',
      '/live',
      ['chart/values.yaml: probe: /live', 'main.go: http.HandleFunc("GET /live", ok)'],
    ],
    [
      'of a port that values hold',
      'Dockerfile',
      'EXPOSE «8080»',
      '9000',
      [
        'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop PORT=9000',
        'Dockerfile: EXPOSE 9000',
        'chart/values.yaml: port: 9000',
        'main.go: port = "9000"',
      ],
    ],
  ];
  for (const [what, file, marked, name, lines] of cases) {
    it(what, async () => assert.deepEqual(await renamed(CHART, file, marked, name), lines));
  }

  it('is refused where the value is used for other things, too', async () => {
    const service = (CHART['chart/templates/service.yaml'] ?? '').replace('port: 80\n', 'port: {{ .Values.port }}\n');
    assert.match(
      String(
        await renamed({ ...CHART, 'chart/templates/service.yaml': service }, 'main.go', 'port = "«8080»"', '9000'),
      ),
      /What `chart\/values.yaml` says of `8080` is used for other things, too/,
    );
  });
});

describe('what Go source is told of a chart', () => {
  const text = CHART['main.go'] ?? '';
  const said = (one: Message | string) => (typeof one === 'string' ? one : say(one));

  it('is in hovers, with each file of values', async () => {
    const { contract } = await walkOf(CHART);
    const lines = (needle: string) =>
      hoverSource('main.go', text, text.indexOf(needle) + 1, contract)?.lines.map((line) =>
        'cells' in line ? line.cells.map(said).join(' | ') : said('item' in line ? line.item : line.text),
      );
    assert.deepEqual(lines('Getenv("PORT")'), [
      '`PORT`, by default `8080`',
      'Workload | Folder | Value',
      'Deployment shop | `chart` | `8080`',
    ]);
    assert.deepEqual(lines('http.ListenAndServe'), [
      '`Deployment shop` listens on 8080',
      'Service `shop:80`',
      'liveness probe',
    ]);
    assert.deepEqual(lines('"GET /healthz"'), ['Liveness of `Deployment shop`']);
  });

  it('is in lenses that lead to where it is written, and in hints', async () => {
    const { contract } = await walkOf(CHART);
    assert.deepEqual(
      lensesOf('main.go', contract).map(({ title, places }) => [say(title), ...places.map(({ file }) => file)]),
      [
        ['Exposed as shop:80', 'chart/templates/service.yaml'],
        ['Liveness of Deployment shop', 'chart/values.yaml'],
      ],
    );
    const hints = sourceHints('main.go', { start: 0, end: text.length }, contract);
    assert.deepEqual(
      hints.map(({ label }) => label),
      [':8080'],
    );
  });
});
