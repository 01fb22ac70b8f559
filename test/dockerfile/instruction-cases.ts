import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { fixAll, safeFix } from '../../src/lint/fix-all.ts';
import { markedRanges } from '../lint/marked.ts';
import { findingsOf, lintText } from './examples.ts';

/** A text with `«…»` around what the rule marks, in order, and what it says of each place. */
export interface Case {
  readonly rule: string;
  readonly text: string;
  /** Of each finding the peers' ids, without those that follow from the rule alone. */
  readonly aliases?: readonly (readonly string[])[];
  /** The text after the first fix of every finding. */
  readonly fixed?: string;
  readonly ignoreFile?: string;
}

/** Runs a table: the marks are all that the rule reports. */
export function check(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const { rule, text: marked, aliases, fixed, ignoreFile = null } of cases) {
      it(`${rule}: ${JSON.stringify(marked)}`, () => {
        const { text, ranges } = markedRanges(marked);
        const found = findingsOf(rule, text, ignoreFile);
        assert.deepEqual(
          found.map(({ start, end }) => ({ start, end })),
          ranges,
        );
        if (aliases)
          assert.deepEqual(
            found.map((one) => [...one.aliases].sort()),
            aliases.map((one) => [...one].sort()),
          );
        const last = fixAll(text, (current) => lintText(current, {}, ignoreFile));
        assert.deepEqual(lintText(last, {}, ignoreFile).filter(safeFix), [], 'fix all comes to an end');
        if (fixed !== undefined) {
          const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
          assert.equal(applyEdits(text, edits), fixed);
        }
      });
    }
  });
}

/** Texts on which a rule says nothing. */
export function silent(rule: string, texts: readonly string[]): Case[] {
  return texts.map((text) => ({ rule, text }));
}
