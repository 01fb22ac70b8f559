import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { mayServeBelow } from '../../../src/contract/routes/route-match.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: 8080\n';
const files = (handlers: string, route: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n${handlers}\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
  'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
  'service.yaml': SERVICE,
  'route.yaml': route,
});
const handle = (...paths: string[]) => paths.map((path) => `\thttp.HandleFunc("${path}", h)\n`).join('');
const ingress = (path: string, type = 'Prefix', annotation = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n${annotation}spec:\n  rules:\n    - http:\n        paths:\n          - path: ${path}\n            pathType: ${type}\n            backend: { service: { name: shop, port: { number: 80 } } }\n`;
const istio = (match: string, more = '') =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: shop\nspec:\n  hosts: [shop.example.com]\n  http:\n    - match: [{ uri: ${match} }]\n      route: [{ destination: { host: shop, port: { number: 80 } } }]\n${more}`;
const gateway = (path: string, more = '') =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: shop\nspec:\n  parentRefs: [{ name: public }]\n  rules:\n    - matches: [{ path: { type: PathPrefix, value: ${path} } }]\n      backendRefs: [{ name: shop, port: 80 }]\n${more}`;
const rewrite = (prefix: string) =>
  `      filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: ${prefix} } } }]\n`;
const webhook = (path: string) =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata:\n  name: shop\nwebhooks:\n  - name: shop.example.com\n    clientConfig:\n      service: { name: shop, namespace: default, port: 80, path: ${path} }\n`;
const found = finder(/^route-path-served$/, (file) => !file.endsWith('.go'));
const rewritten = (target: string, more = '') =>
  `  annotations:\n    nginx.ingress.kubernetes.io/rewrite-target: ${target}\n${more}`;

describe('paths that routes send to programs', () => {
  const table: readonly (readonly [what: string, handlers: string, route: string, expected: string])[] = [
    ['a prefix of a route', handle('/orders/{id}'), ingress('/orders'), ''],
    ['nothing is below', handle('/orders'), ingress('/baskets'), 'route.yaml: route-path-served: /baskets: '],
    ['what a webhook asks for', handle('/validate-order'), webhook('/validate-order'), ''],
    [
      'a slip in what a webhook asks for',
      handle('/validate-order'),
      webhook('/validate-orders'),
      'route.yaml: route-path-served: /validate-orders: Change to `/validate-order`',
    ],
    ['a subtree around', handle('/api/'), ingress('/api/orders'), ''],
    ['all is answered', handle('/'), ingress('/baskets'), ''],
    ['a path of its own', handle('/orders/'), ingress('/orders/1', 'Exact'), ''],
    [
      'another path of its own',
      handle('/orders'),
      ingress('/orders/1', 'Exact'),
      'route.yaml: route-path-served: /orders/1: ',
    ],
    ['what nginx rewrites', handle('/'), ingress('/baskets', 'Prefix', rewritten('/')), ''],
    [
      'what nginx rewrites to nothing',
      handle('/orders'),
      ingress('/orders', 'Prefix', rewritten('/')),
      'route.yaml: route-path-served: /: ',
    ],
    [
      'what another controller is told in the words of nginx',
      handle('/orders'),
      ingress('/baskets', 'Prefix', rewritten('/', '    kubernetes.io/ingress.class: traefik\n')),
      '',
    ],
    ['what nginx rewrites to itself', handle('/orders'), ingress('/', 'Prefix', rewritten('/')), ''],
    ['what nginx rewrites to a part', handle('/orders'), ingress('/api/(.*)', 'Prefix', rewritten('/$1')), ''],
    [
      'what another annotation may rewrite, too',
      handle('/orders'),
      ingress('/api', 'Prefix', rewritten('/', '    nginx.ingress.kubernetes.io/app-root: /x\n')),
      '',
    ],
    [
      'what another controller does not rewrite',
      handle('/orders'),
      ingress('/api', 'Prefix', rewritten('/')).replace('spec:\n', 'spec:\n  ingressClassName: traefik\n'),
      '',
    ],
    ['a prefix that becomes one of a route', handle('/orders'), gateway('/shop', rewrite('/orders')), ''],
    [
      'a prefix that becomes one of no route',
      handle('/orders'),
      gateway('/orders', rewrite('/baskets')),
      'route.yaml: route-path-served: /baskets: ',
    ],
    ['what Istio rewrites', handle('/orders/'), istio('{ prefix: /a/ }', '      rewrite: { uri: /orders/ }\n'), ''],
    [
      'what Istio rewrites to nothing',
      handle('/orders/'),
      istio('{ prefix: /orders/ }', '      rewrite: { uri: /baskets/ }\n'),
      'route.yaml: route-path-served: /baskets/: ',
    ],
    ['a prefix of Istio, within a segment', handle('/orders'), istio('{ prefix: /ord }'), ''],
    ['another one', handle('/orders'), istio('{ prefix: /bas }'), 'route.yaml: route-path-served: /bas: '],
    ['one that it rewrites', handle('/orders'), istio('{ prefix: /bas }', '      rewrite: { uri: /orders }\n'), ''],
    ['a pattern', handle('/orders'), istio('{ regex: /bas.* }'), ''],
    [
      'a path without its version',
      handle('/v1/orders/{id}'),
      gateway('/orders'),
      'route.yaml: route-path-served: /orders: Change to `/v1/orders`',
    ],
    ['a slip', handle('/orders'), gateway('/order'), 'route.yaml: route-path-served: /order: Change to `/orders`'],
    [
      'a folder that the program does not know',
      handle('/v1/orders/{id}'),
      gateway('/api/v1/orders'),
      'route.yaml: route-path-served: /api/v1/orders: Change to `/v1/orders`',
    ],
    [
      'the same below another first folder, beside files',
      `${handle('/v1/orders/{id}')}\thttp.Handle("/ui/", http.FileServer(nil))\n`,
      gateway('/api/orders'),
      'route.yaml: route-path-served: /api/orders: Change to `/v1/orders`',
    ],
    [
      'the same below another first folder, of which the source has a word',
      `${handle('/v1/orders/{id}')}\thttp.Handle("/api", http.FileServer(nil))\n`,
      gateway('/api/orders'),
      '',
    ],
    [
      'a filter that cuts it off',
      handle('/v1/orders/{id}'),
      gateway('/api/v1/orders', '      filters: [{ type: URLRewrite, urlRewrite: {} }]\n'),
      '',
    ],
    ['files are served', '\thttp.Handle("/orders", http.FileServer(nil))\n', gateway('/baskets'), ''],
    ['routes that nobody sees', '\thttp.HandleFunc(os.Args[1], h)\n', gateway('/baskets'), ''],
  ];
  for (const [what, handlers, route, expected] of table) {
    it(what, async () => assert.deepEqual(await found(files(handlers, route)), expected === '' ? [] : [expected]));
  }

  it('prefixes and routes, in the notations of routers', () => {
    assert.ok(!mayServeBelow('/a/:id', '/a/b/c', false));
    assert.ok(mayServeBelow('/a/:id/c', '/a/b', false));
    assert.ok(mayServeBelow('/a/*rest', '/a/b/c', false));
    assert.ok(mayServeBelow('/{tenant}/x', '/a', false));
    assert.ok(!mayServeBelow('/abc', '/ab', false) && mayServeBelow('/abc', '/ab', true));
  });
});
