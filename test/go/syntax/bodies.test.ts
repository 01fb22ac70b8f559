import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bodyOf, errorIn, letGo, newBodies } from '../../../src/go/syntax/bodies.ts';
import { parseGo } from '../../../src/go/syntax/parser.ts';

const shop = path.join(import.meta.dirname, '../../../samples/shop');
const sources = readdirSync(shop, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go'));
const STRANGE =
  'package a\n\nfunc a(x struct{ A int }) {\n\ttype t struct{ B []struct{ C int } }\n\tf := func() { for {';

test('a body that is read when somebody asks is the one that was read with its file', () => {
  const texts = [STRANGE, ...sources.map((name) => readFileSync(path.join(shop, name), 'utf8'))];
  for (const text of texts.flatMap((whole) => [
    whole,
    whole.slice(0, whole.length * 0.7),
    whole.replace('{', '{ ) if'),
  ])) {
    const [later, atOnce] = [parseGo('a.go', text, newBodies(0)), parseGo('a.go', text)];
    assert.deepEqual(later.types, atOnce.types);
    assert.deepEqual(later.functions.map(bodyOf), atOnce.functions.map(bodyOf));
    assert.equal(errorIn(later), errorIn(atOnce));
  }
});

test('a body that has no room is read when somebody asks for it or for the errors of its file', () => {
  const text = 'package a\n\nfunc A() {\n\tx := ) 1\n}\n\nfunc B() {\n\ty()\n}\n';
  const file = parseGo('a.go', text, newBodies(0));
  const isRead = () => file.functions.map(({ body }) => body.errorAt !== undefined);
  assert.deepEqual([file.errorAt, isRead()], [null, [false, false]]);
  const [, last] = file.functions;
  assert.equal(last && bodyOf(last).length, 1);
  assert.deepEqual(isRead(), [false, true]);
  assert.equal(errorIn(file), text.indexOf(')', text.indexOf('x :=')));
  assert.deepEqual(isRead(), [true, true]);
});

test('wherever a character is lost, the body that is read later is the same', () => {
  const name = sources.find((one) => one.endsWith('server.go')) ?? '';
  const text = readFileSync(path.join(shop, name), 'utf8');
  for (let at = 0; at < text.length; at += 3) {
    const broken = text.slice(0, at) + text.slice(at + 1);
    const [later, atOnce] = [parseGo('a.go', broken, newBodies(0)), parseGo('a.go', broken)];
    assert.deepEqual(later.functions.map(bodyOf), atOnce.functions.map(bodyOf), `${at}`);
    assert.equal(errorIn(later), errorIn(atOnce), `${at}`);
  }
});

test('what the last program asked for stays, and what it did not goes where there is no room', () => {
  const bodies = newBodies(5);
  const { functions } = parseGo('a.go', 'package a\n\nfunc A() { b() }\n\nfunc B() { c() }\n', bodies);
  letGo(bodies);
  const [asked, idle] = functions;
  assert.ok(asked && idle);
  const body = bodyOf(asked);
  bodyOf(idle);
  letGo(bodies);
  assert.equal(bodyOf(asked), body);
  assert.deepEqual(letGo(bodies), [idle]);
  assert.equal(bodyOf(asked), body);
  assert.equal(bodyOf(idle).length, 1);
});
