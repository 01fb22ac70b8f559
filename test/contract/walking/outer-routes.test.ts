import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renamed } from './walk.ts';
import { SHOP } from './walking-files.ts';

/** Renames `/shop/orders` behind an Ingress of these paths, each with its host. */
async function renamedBehind(paths: readonly string[], name: string): Promise<string | string[]> {
  const rules = paths.map((one) => {
    const [, host = '', path = ''] = /^([^/]*)(.*)$/.exec(one) ?? [];
    const to = `{ path: ${path}, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }`;
    return `    - ${host ? `host: ${host}\n      ` : ''}http: { paths: [${to}] }\n`;
  });
  const texts = {
    ...SHOP,
    'main.go': (SHOP['main.go'] ?? '').replace('"/orders"', '"/shop/orders"'),
    'i.yaml': `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop }\nspec:\n  rules:\n${rules.join('')}`,
  };
  return renamed(texts, 'main.go', '"«/shop/orders»"', name);
}

describe('a path that is reached from outside', () => {
  const lost: readonly [paths: readonly string[], name: string][] = [
    [['/shop'], '/orders'],
    [['/shop', '/v2'], '/orders'],
    [['shop.example.com/shop', 'www.example.com/'], '/orders'],
  ];
  for (const [paths, name] of lost) {
    it(`is not moved away from ${paths.join(' and ')} to ${name}`, async () => {
      assert.match(String(await renamedBehind(paths, name)), /Ingress `shop` leads `\/shop` here, but not `\/orders`/);
    });
  }
  const kept: readonly [paths: readonly string[], name: string][] = [
    [['/shop'], '/shop/list'],
    [['/shop', '/'], '/orders'],
    [['/shop', '/v2'], '/v2/orders'],
  ];
  for (const [paths, name] of kept) {
    it(`moves below ${paths.join(' and ')} to ${name}`, async () => {
      assert.deepEqual(await renamedBehind(paths, name), [`main.go: http.HandleFunc("${name}", ok)`]);
    });
  }
});
