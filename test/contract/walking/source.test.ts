import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Contract } from '../../../src/contract/contract.ts';
import { hoverSource } from '../../../src/contract/walking/source-hover.ts';
import { sourceHints } from '../../../src/contract/walking/source-hints.ts';
import { lensesOf } from '../../../src/contract/walking/source-lenses.ts';
import { type Message, say } from '../../../src/words/message.ts';
import { SHOP } from './walking-files.ts';
import { projectOf, type Texts } from '../workspace.ts';

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /orders
            pathType: Prefix
            backend:
              service:
                name: shop
                port:
                  number: 80
`;

const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  hostnames: [api.example.com]
  rules:
    - matches:
        - path: { type: PathPrefix, value: /v1 }
      filters:
        - type: URLRewrite
          urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } }
      backendRefs:
        - name: shop
          port: 80
`;

const OVERLAYS: Texts = {
  'kustomization.yaml': 'resources: [deployment.yaml, service.yaml, config.yaml]\n',
  'dev/kustomization.yaml': 'namespace: dev\nresources: [..]\n',
  'prod/kustomization.yaml': 'namespace: prod\nresources: [..]\npatches: [{ path: patch.yaml }]\n',
  'prod/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          env:
            - name: DATABASE_URL
              value: postgres://shop:hunter2@prod/shop
`,
};

const said = (text: Message | string) => (typeof text === 'string' ? text : say(text));

async function contractOf(texts: Texts): Promise<Contract> {
  const contract = (await projectOf(texts)).contract();
  assert.ok(contract);
  return contract;
}

/** The lines of the hover in main.go, cells between bars. */
async function hover(texts: Texts, needle: string): Promise<string[]> {
  const text = texts['main.go'] ?? '';
  const found = hoverSource('main.go', text, text.indexOf(needle) + 1, await contractOf(texts));
  return (found?.lines ?? []).map((line) => {
    if ('cells' in line) return line.cells.map(said).join(' | ');
    return 'item' in line ? `${'  '.repeat(line.depth)}- ${said(line.item)}` : said(line.text);
  });
}

async function lenses(texts: Texts): Promise<string[]> {
  const contract = await contractOf(texts);
  return lensesOf('main.go', contract).map(
    ({ start, title, places }) =>
      `${(texts['main.go'] ?? '').slice(start, start + 13)}: ${say(title)} (${places.map(({ file }) => file).join(' ')})`,
  );
}

describe('the hover on a variable in Go', () => {
  it('says what it is in every workload', async () => {
    assert.deepEqual(await hover(SHOP, 'Getenv("PORT")'), [
      '`PORT`, by default `8080`',
      'Workload | Value',
      'Deployment shop | `8080`',
    ]);
  });

  it('says it for every overlay that differs, without secrets', async () => {
    assert.deepEqual(await hover({ ...SHOP, ...OVERLAYS }, 'Getenv("DATABASE_URL")'), [
      '`DATABASE_URL`',
      'Workload | Folder | Value',
      'Deployment shop (dev, prod) | `.` | `••••••`',
      'Deployment shop (dev, prod) | `prod` | `••••••`',
    ]);
    const open = Object.entries({ ...SHOP, ...OVERLAYS }).map(([file, text]) => [
      file,
      text.replaceAll('DATABASE_URL', 'CACHE'),
    ]);
    assert.deepEqual((await hover(Object.fromEntries(open) as Texts, 'Getenv("CACHE")')).slice(2), [
      'Deployment shop (dev, prod) | `.` | `postgres://db/shop`',
      'Deployment shop (dev, prod) | `prod` | `postgres://shop:•••@prod/shop`',
    ]);
  });

  it('says it for patches that kustomizations hold', async () => {
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { template: { spec: { containers: [{ name: shop, env: [{ name: PORT, value: "9090" }] }] } } }';
    const overlay = `resources: [..]\npatches:\n  - patch: |-\n${patch.replace(/^/gm, '      ')}\n`;
    const base = 'resources: [deployment.yaml, service.yaml, config.yaml]\n';
    const lines = await hover(
      { ...SHOP, 'kustomization.yaml': base, 'dev/kustomization.yaml': overlay },
      'Getenv("PORT")',
    );
    assert.equal(lines.at(-1), 'Deployment shop | `dev` | `9090`');
  });

  it('is there on a constant that the program names elsewhere, too', async () => {
    const main = (SHOP['main.go'] ?? '')
      .replace('Getenv("PORT")', 'Getenv(key)')
      .replace('func main', 'const key = "PORT"\n\nfunc main');
    assert.deepEqual(await hover({ ...SHOP, 'main.go': main }, '"PORT"'), [
      '`PORT`, by default `8080`',
      'Workload | Value',
      'Deployment shop | `8080`',
    ]);
  });

  it('says what compose sets', async () => {
    const compose = 'services:\n  web:\n    build: .\n    environment: { PORT: "9090", DATABASE_URL: secret }\n';
    const lines = (needle: string) => hover({ ...SHOP, 'compose.yaml': compose }, needle);
    assert.equal((await lines('Getenv("PORT")')).at(-1), 'compose web | `9090`');
    assert.equal((await lines('Getenv("DATABASE_URL")')).at(-1), 'compose web | `••••••`');
  });

  const cases: readonly [what: string, container: string, value: string][] = [
    [
      'a Secret',
      'env: [{ name: DATABASE_URL, valueFrom: { secretKeyRef: { name: db, key: url } } }]',
      'of Secret `db`: `••••••`',
    ],
    [
      'a field',
      'env: [{ name: DATABASE_URL, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]',
      '`metadata.name`',
    ],
    ['the image', 'args: []', '`••••••`, of the image'],
    ['what nobody sees', 'envFrom: [{ secretRef: { name: elsewhere } }]', 'not known here'],
  ];
  for (const [what, container, value] of cases) {
    it(`says that it comes from ${what}`, async () => {
      const plain = (SHOP['deployment.yaml'] ?? '').replace(
        / {10}env:[^]*name: shop\n {10}ports/,
        `          ${container}\n          ports`,
      );
      const lines = await hover({ ...SHOP, 'deployment.yaml': plain }, 'Getenv("DATABASE_URL")');
      assert.equal(lines.at(-1), `Deployment shop | ${value}`);
    });
  }
});

describe('the hover on a listener and a route in Go', () => {
  it('says who comes there', async () => {
    assert.deepEqual(await hover({ ...SHOP, 'ingress.yaml': INGRESS }, 'http.ListenAndServe'), [
      '- `Deployment shop` listens on 8080',
      '  - Service `shop:80`',
      '  - `shop.example.com/orders` by `Ingress shop`',
      '  - liveness probe',
    ]);
    assert.deepEqual(await hover(SHOP, '"GET /healthz"'), ['- Liveness of `Deployment shop`']);
    assert.deepEqual(await hover({ ...SHOP, 'ingress.yaml': INGRESS }, '"/orders"'), [
      '- `shop.example.com/orders` by `Ingress shop`',
    ]);
  });

  it('says nothing of paths that are changed on the way, and nothing without manifests', async () => {
    assert.deepEqual(await hover({ ...SHOP, 'route.yaml': ROUTE.replace('/v1', '/') }, '"/orders"'), []);
    const alone = { 'go.mod': SHOP['go.mod'] ?? '', 'main.go': SHOP['main.go'] ?? '' };
    assert.deepEqual(await hover(alone, 'http.ListenAndServe'), []);
    assert.deepEqual(await hover(alone, 'Getenv("PORT")'), ['`PORT`, by default `8080`']);
  });
});

describe('the lenses in Go', () => {
  it('say who comes to a listener and a route, and lead there', async () => {
    assert.deepEqual(await lenses({ ...SHOP, 'ingress.yaml': INGRESS, 'route.yaml': ROUTE }), [
      'http.ListenAn: Exposed as shop:80 → shop.example.com/orders, api.example.com/v1 (service.yaml ingress.yaml route.yaml)',
      '"GET /healthz: Liveness of Deployment shop (deployment.yaml)',
    ]);
    assert.deepEqual(await lenses({ ...SHOP, ...OVERLAYS }), [
      'http.ListenAn: Exposed as shop:80 (service.yaml)',
      '"GET /healthz: Liveness of Deployment shop (dev, prod) (deployment.yaml)',
    ]);
  });

  it('name a workload once, with all its namespaces', async () => {
    const copies = ['dev', 'prod'].map((namespace): [string, string] => [
      `${namespace}.yaml`,
      (SHOP['deployment.yaml'] ?? '').replace('  name: shop', `  name: shop\n  namespace: ${namespace}`),
    ]);
    const { Dockerfile = '', 'main.go': main = '', 'go.mod': mod = '' } = SHOP;
    assert.deepEqual(await lenses({ Dockerfile, 'main.go': main, 'go.mod': mod, ...Object.fromEntries(copies) }), [
      '"GET /healthz: Liveness of Deployment shop (dev, prod) (dev.yaml prod.yaml)',
    ]);
  });

  it('are not there for what nobody runs', async () => {
    assert.deepEqual(await lenses({ 'go.mod': SHOP['go.mod'] ?? '', 'main.go': SHOP['main.go'] ?? '' }), []);
  });
});

describe('the hints in Go', () => {
  it('tell the port that settings give a listener', async () => {
    const moved = { ...SHOP, 'deployment.yaml': (SHOP['deployment.yaml'] ?? '').replace('"8080"', '"9090"') };
    const contract = await contractOf(moved);
    const hints = sourceHints('main.go', { start: 0, end: 10_000 }, contract);
    assert.deepEqual(
      hints.map(({ label, markdown }) => [label, ...(markdown as Message[]).map((one) => say(one))]),
      [[':9090', '`Deployment shop` listens on 9090']],
    );
    assert.deepEqual(sourceHints('main.go', { start: 0, end: 10 }, contract), []);
  });
});
