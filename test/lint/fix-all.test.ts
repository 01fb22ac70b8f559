import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../src/lint/finding.ts';
import type { Fix } from '../../src/lint/fix.ts';
import { fixAll } from '../../src/lint/fix-all.ts';
import { endsWithin } from '../cost.ts';

const finding = (start: number, end: number, fixes: Fix[]): Finding => ({
  start,
  end,
  rule: 'r',
  severity: 'warning',
  aliases: [],
  message: ['m'],
  fixes,
});
const fix = (start: number, end: number, text: string, safe = true): Fix => ({
  title: ['t'],
  safe,
  edits: [{ start, end, text }],
});
/** Replaces every `from` by `to`, found by a lint of our own. */
const replacing =
  (from: string, to: string, safe = true) =>
  (text: string) =>
    [...text.matchAll(new RegExp(from, 'g'))].map(({ index }) =>
      finding(index, index + from.length, [fix(index, index + from.length, to, safe)]),
    );

describe('fix all', () => {
  it('goes on until nothing is left', () => {
    const lint = (text: string) => [...replacing('a', 'b')(text), ...replacing('b', 'c')(text)];
    assert.equal(fixAll('a a', lint), 'c c');
  });
  it('leaves suggestions alone', () => assert.equal(fixAll('a', replacing('a', 'b', false)), 'a'));
  it('takes the first fix only', () => {
    assert.equal(
      fixAll('a', (text) => (text === 'a' ? [finding(0, 1, [fix(0, 1, 'x', false), fix(0, 1, 'y')])] : [])),
      'a',
    );
  });
  it('applies one of two fixes for the same place, then looks again', () => {
    const lint = (text: string) =>
      text.includes('a') ? [finding(0, 1, [fix(0, 1, 'b')]), finding(0, 1, [fix(0, 1, 'c')])] : [];
    assert.equal(fixAll('a', lint), 'b');
  });
  it('takes a fix back that leaves its finding, and applies the others', () => {
    const lint = (text: string) => [
      ...(text.startsWith('x') ? [finding(0, 1, [fix(1, 1, '!')])] : []),
      ...replacing('a', 'b')(text),
    ];
    assert.equal(fixAll('x a a', lint), 'x b b');
  });
  it('applies fixes of ten thousand places in no time', () => {
    endsWithin(2000, () => assert.equal(fixAll('a '.repeat(10_000), replacing('a', 'b')), 'b '.repeat(10_000)));
  });
  it('ends where two rules would undo each other for ever', () => {
    const lint = (text: string) => [...replacing('a', 'b')(text), ...replacing('b', 'a')(text)];
    assert.match(fixAll('a', lint), /^[ab]$/);
  });
});
