import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { findingsOf } from './examples.ts';

/** What stands at the places that are reported, with the peers that share each finding: `curl: DL4001 DS-0014`. */
export type Row = readonly [text: string, ...found: readonly string[]];

/** Holds a rule to a table; texts without FROM are instructions of a Debian image. */
export function holdsTo(rule: string, rows: readonly Row[]): void {
  for (const [text, ...expected] of rows) {
    it(`${rule}: ${text.replaceAll('\n', ' ⏎ ')}`, () => {
      const file = whole(text);
      const found = findingsOf(rule, file).map(
        ({ start, end, aliases }) =>
          `${file.slice(start, end)}: ${aliases.map((alias) => alias.replace(/^.*:(?:CKV2_DOCKER_)?/, '')).join(' ')}`,
      );
      assert.deepEqual(
        found.map((one) => one.trimEnd()),
        expected,
      );
    });
  }
}

/** What the first fix of every finding makes of a text; `null` = there is no fix. */
export function fixesTo(
  rule: string,
  rows: readonly (readonly [text: string, fixed: string | null, safe?: boolean])[],
): void {
  for (const [text, fixed, safe = false] of rows) {
    it(`${rule}: ${JSON.stringify(text)} → ${JSON.stringify(fixed)}`, () => {
      const file = whole(text);
      const fixes = findingsOf(rule, file).map((finding) => finding.fixes?.[0]);
      assert.ok(fixes.length > 0, 'it is reported');
      if (fixed === null) {
        assert.deepEqual(new Set(fixes), new Set([undefined]));
        return;
      }
      assert.ok(fixes.every((fix) => fix?.safe === safe));
      assert.equal(
        applyEdits(
          file,
          fixes.flatMap((fix) => fix?.edits ?? []),
        ),
        whole(fixed),
      );
      assert.deepEqual(findingsOf(rule, whole(fixed)), [], 'clean afterwards');
    });
  }
}

function whole(text: string): string {
  return /^(?:FROM|ARG|#)/.test(text) ? text : `FROM debian:12\n${text}`;
}
