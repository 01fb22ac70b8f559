import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, SERVICE } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const RULES = /^(?:dependency-on-loopback|service-address-port)$/;
const found = finder(RULES);
/** A program with flags for a cache, for another service and for itself. */
const shop = (args: string, more: Texts = {}): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main

import (
	"flag"
	"net/http"
)

func main() {
	addr := flag.String("listen-addr", ":8080", "")
	redis := flag.String("redis-addr", "redis:6379", "")
	cart := flag.String("cart-addr", "cart:80", "")
	flag.Parse()
	println(*redis, *cart)
	_ = http.ListenAndServe(*addr, nil)
}
`,
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'cart.yaml': SERVICE.replaceAll('shop', 'cart'),
  'redis.yaml': SERVICE.replaceAll('shop', 'redis').replaceAll(/: 8?0?80\b/g, ': 6379'),
  'deploy.yaml': deploymentOf(`args: ${args}`),
  ...more,
});

describe('an address that an argument has', () => {
  const table: readonly (readonly [what: string, texts: Texts, found: string])[] = [
    [
      'on loopback',
      shop('[--redis-addr=localhost:6379]'),
      'dependency-on-loopback: --redis-addr=localhost:6379: Point `--redis-addr` at `redis:6379`',
    ],
    [
      'on loopback, in a word of its own',
      shop('[--redis-addr, "127.0.0.1:6379"]'),
      'dependency-on-loopback: "127.0.0.1:6379": Point `--redis-addr` at `redis:6379`',
    ],
    [
      'at a port that the Service does not have',
      shop('[--cart-addr=cart:9000]'),
      'service-address-port: --cart-addr=cart:9000: Change 9000 to 80',
    ],
    [
      'of a name that no Service has',
      shop('[--cart-addr=catr:80]'),
      'service-address-port: --cart-addr=catr:80: Change to `cart`',
    ],
    [
      'of a longer name that no Service has',
      shop('[--cart-addr=shop-carts:80]', { 'cart.yaml': SERVICE.replace('name: shop\n', 'name: shop-cart\n') }),
      'service-address-port: --cart-addr=shop-carts:80: Change to `shop-cart`',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [`deploy.yaml: ${expected}`]));
  }
  it('is mended by the fixes', () => assertFixesMend(table, RULES, found));
});

describe('nothing is said of an argument', () => {
  const table: Readonly<Record<string, Texts>> = {
    'that fits': shop('[--redis-addr=redis:6379, --cart-addr=cart:80]'),
    'for the listener of the program itself': shop('[--listen-addr=localhost:8080]'),
    'that is put in later': shop('[--redis-addr=localhost:$(PORT)]'),
    'of a flag that the program does not have': shop('[--mysql-addr=localhost:3306]'),
    'that an overlay replaces': shop('[--redis-addr=localhost:6379]', {
      'kustomization.yaml': 'resources: [deploy.yaml]\npatches: [{ path: patch.yaml }]\n',
      'patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec:\n  template:\n    spec:\n      containers: [{ name: shop, args: [--redis-addr=redis:6379] }]\n',
    }),
  };
  for (const [what, texts] of Object.entries(table)) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});
