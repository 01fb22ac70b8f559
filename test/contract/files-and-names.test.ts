import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf, SERVICE, serverFiles } from '../../src/contract/examples/example-files.ts';
import { finder } from './found.ts';
import type { Texts } from './workspace.ts';

const IMAGE = (copy = '', from = '/shop') =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nWORKDIR /app\n${copy}COPY --from=build ${from} /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n`;
const go = (body: string, imports: string) => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n${imports
    .split(' ')
    .map((one) => `\t"${one}"\n`)
    .join('')})\n\nfunc main() {\n${body}\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
});
const page = go(
  '\tpage := template.Must(template.ParseFiles("/app/pages/index.html"))\n\tprintln(page)',
  'html/template net/http',
);
const rates = go(
  '\trates, err := os.ReadFile("/etc/shop/rates.json")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tprintln(len(rates))',
  'log net/http os',
);
const mounted = `${deploymentOf('volumeMounts:\n  - name: rates\n    mountPath: /etc/shop')}      volumes:\n        - name: rates\n          configMap: { name: rates }\n`;
const config = (key: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: rates\ndata:\n  ${key}: "{}"\n`;
const cart = go('\tprintln(os.Getenv("CART_ADDR"))', 'net/http os');
const cartUrl = (or: string) => go(`\tprintln(cmp.Or(os.Getenv("CART_URL"), "${or}"))`, 'cmp net/http os');
const upstream = go('\tprintln(cmp.Or(os.Getenv("UPSTREAM_ADDR"), "cart:80"))', 'cmp net/http os');
const address = (value: string, name = 'CART_ADDR') => deploymentOf(`env:\n  - name: ${name}\n    value: ${value}`);
const CART = SERVICE.replaceAll('shop', 'cart');

const table: readonly (readonly [what: string, texts: Texts, expected: readonly string[]])[] = [
  [
    'a page that the program reads from the root',
    { ...page, 'pages/index.html': '', Dockerfile: IMAGE() },
    ['Dockerfile: runtime-file-in-image: "/shop": Copy `pages` into the image'],
  ],
  ['one that is copied', { ...page, 'pages/index.html': '', Dockerfile: IMAGE('COPY pages pages\n') }, []],
  ['one that the repository does not have', { ...page, Dockerfile: IMAGE() }, []],
  [
    'a ConfigMap without the key',
    { ...rates, Dockerfile: IMAGE(), 'deploy.yaml': mounted, 'config.yaml': config('prices.json') },
    ['deploy.yaml: demanded-file-provided: shop: '],
  ],
  [
    'a ConfigMap with it',
    { ...rates, Dockerfile: IMAGE(), 'deploy.yaml': mounted, 'config.yaml': config('rates.json') },
    [],
  ],
  ['a ConfigMap that nobody sees', { ...rates, Dockerfile: IMAGE(), 'deploy.yaml': mounted }, []],
  [
    'a binary from a folder that nothing makes',
    { ...serverFiles(':8080'), Dockerfile: IMAGE('', '/out/shop') },
    ['Dockerfile: built-file-copied: /out/shop: Copy `/shop`'],
  ],
  [
    'a port that a Service does not have',
    { ...cart, 'deploy.yaml': address('cart.default.svc:8080'), 'service.yaml': CART },
    [],
  ],
  [
    'a port that a Service of the same place does not have',
    { ...cart, 'deploy.yaml': address('http://cart:8080/v1'), 'service.yaml': CART },
    ['deploy.yaml: service-address-port: http://cart:8080/v1: Change 8080 to 80'],
  ],
  ['a port that it has', { ...cart, 'deploy.yaml': address('cart:80'), 'service.yaml': CART }, []],
  [
    'any port of a headless Service',
    {
      ...cart,
      'deploy.yaml': address('cart:8080'),
      'service.yaml': CART.replace('spec:\n', 'spec:\n  clusterIP: None\n'),
    },
    [],
  ],
  [
    'no port where the Service does not have the usual one',
    { ...cart, 'deploy.yaml': address('https://cart/v1'), 'service.yaml': CART },
    [],
  ],
  [
    'the usual port of an address that is whole',
    { ...cartUrl(''), 'deploy.yaml': address('https://cart/v1', 'CART_URL'), 'service.yaml': CART },
    ['deploy.yaml: service-address-port: https://cart/v1: '],
  ],
  [
    'the usual port beside a variable for the port',
    {
      ...go('\tprintln(os.Getenv("CART_URL"), os.Getenv("CART_PORT"))', 'net/http os'),
      'deploy.yaml': address('https://cart/v1', 'CART_URL'),
      'service.yaml': CART,
    },
    [],
  ],
  [
    'a default that nothing replaces',
    { ...cartUrl('http://cart:8080'), 'deploy.yaml': address('x', 'OTHER'), 'service.yaml': CART },
    ['deploy.yaml: service-address-port: shop: '],
  ],
  [
    'a default that the manifest replaces',
    { ...cartUrl('http://cart:8080'), 'deploy.yaml': address('http://cart', 'CART_URL'), 'service.yaml': CART },
    [],
  ],
  [
    'a slip in the name of a Service',
    { ...cart, 'deploy.yaml': address('crat:80'), 'service.yaml': CART },
    ['deploy.yaml: service-address-port: crat:80: Change to `cart`'],
  ],
  [
    'another form of its name',
    { ...cart, 'deploy.yaml': address('http://carts/v1'), 'service.yaml': CART },
    ['deploy.yaml: service-address-port: http://carts/v1: Change to `cart`'],
  ],
  ['a longer name, of what others bring', { ...cart, 'deploy.yaml': address('cart-api:80'), 'service.yaml': CART }, []],
  ['such a name at another port', { ...cart, 'deploy.yaml': address('crat:8080'), 'service.yaml': CART }, []],
  [
    'a Service that is called so',
    {
      ...cart,
      'deploy.yaml': address('carts:80'),
      'service.yaml': CART,
      'other.yaml': SERVICE.replaceAll('shop', 'carts'),
    },
    [],
  ],
  [
    'another Service on loopback',
    { ...cart, 'deploy.yaml': address('localhost:80'), 'service.yaml': CART },
    ['deploy.yaml: dependency-on-loopback: localhost:80: Point `CART_ADDR` at `cart:80`'],
  ],
  [
    'on loopback what the source calls by the name of a Service',
    { ...upstream, 'deploy.yaml': address('localhost:80', 'UPSTREAM_ADDR'), 'service.yaml': CART },
    ['deploy.yaml: dependency-on-loopback: localhost:80: Point `UPSTREAM_ADDR` at `cart:80`'],
  ],
  [
    'a slip in what the source calls right',
    { ...upstream, 'deploy.yaml': address('crat:80', 'UPSTREAM_ADDR'), 'service.yaml': CART },
    ['deploy.yaml: service-address-port: crat:80: Change to `cart`'],
  ],
  [
    'on loopback what the source calls by a name that nothing has',
    {
      ...upstream,
      'deploy.yaml': address('localhost:80', 'UPSTREAM_ADDR'),
      'service.yaml': SERVICE.replaceAll('shop', 'stock'),
    },
    [],
  ],
];
const rules =
  /^(?:runtime-file-in-image|demanded-file-provided|built-file-copied|service-address-port|dependency-on-loopback)$/;

for (const [what, texts, expected] of table) {
  test(what, async () => {
    assert.deepEqual(await finder(rules, (file) => file !== 'main.go')(texts), expected);
  });
}
