import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyEnd } from '../../../src/go/syntax/skip-body.ts';

/** Each ends where it ends. */
const WHOLE = [
  '{}',
  '{ if x { y() } }',
  '{ s := "}" }',
  '{ s := "\\"}" }',
  '{ s := `}\n}` }',
  "{ r := '}' }",
  "{ r := '\\'' }",
  "{ r := '\\\\' }",
  "{ r := '\\U0010FFFF' }",
  '{ // }\n}',
  '{ /* }\n} */ }',
  '{ x := a / b }',
  '{ x := a /\n\tb\n}',
];

/** Nobody knows where they end. */
const OPEN = [
  '{',
  '{ if x { }',
  '{ s := "} }',
  '{ s := `} }',
  "{ r := '} }",
  '{ // }',
  '{ /* }',
  '{ if x {\n}\n\nfunc next() {\n}}',
  '{\nLoop:\n\tfor {\n\t}\n}',
];

test('a body ends with its brace, whatever literals and comments hold', () => {
  for (const body of WHOLE) {
    const text = `func f() ${body}`;
    assert.equal(bodyEnd(`${text}\n\nfunc g() { }\n`, 'func f() '.length), text.length, body);
  }
});

test('where a brace or a literal is left open, or a line begins at the margin, nothing is said', () => {
  for (const body of OPEN) assert.equal(bodyEnd(`func f() ${body}`, 'func f() '.length), null, body);
});
