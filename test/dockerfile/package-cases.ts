import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixAll } from '../../src/lint/fix-all.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { findingsOf } from './examples.ts';

/** Instructions behind `FROM debian:13`, and the peers' ids of every finding: `[]` = silent, `['']` = one without any. */
export type Case = readonly [instructions: string, ids: readonly string[]];

/** Inputs on which a rule speaks or is silent, each with the ids that it speaks for. */
export function checkCases(rule: string, cases: readonly Case[]): void {
  describe(rule, () => {
    for (const [instructions, ids] of cases) {
      it(`${ids.length > 0 ? 'speaks' : 'is silent'}: ${instructions.replaceAll('\n', ' ⏎ ')}`, () => {
        const found = findingsOf(rule, whole(instructions)).map(({ aliases }) => bare(aliases));
        assert.deepEqual(found, ids);
      });
    }
  });
}

/** Instructions, and what the first fix of every finding of a rule makes of them: the same text where there is none. */
export function checkFixes(rule: string, cases: readonly (readonly [before: string, after: string])[]): void {
  describe(`fixes of ${rule}`, () => {
    for (const [before, after] of cases) {
      it(before.replaceAll('\n', ' ⏎ '), () => {
        const text = whole(before);
        const edits = findingsOf(rule, text).flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
        assert.equal(applyEdits(text, edits), whole(after));
      });
    }
  });
}

/** What *fix all* makes of instructions by one rule. */
export function fixedBy(rule: string, instructions: string): string {
  return fixAll(whole(instructions), (text) => findingsOf(rule, text)).slice(whole('').length);
}

/** Of the first finding: whether its first fix is safe; undefined where there is none. */
export function isSafe(rule: string, instructions: string): boolean | undefined {
  return findingsOf(rule, whole(instructions))[0]?.fixes?.[0]?.safe;
}

function whole(instructions: string): string {
  return instructions.startsWith('FROM') ? instructions : `FROM debian:13\n${instructions}`;
}

function bare(aliases: readonly string[]): string {
  return aliases.map((alias) => alias.slice(alias.indexOf(':') + 1)).join(' ');
}
