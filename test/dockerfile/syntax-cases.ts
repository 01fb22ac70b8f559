import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { markedRanges } from '../lint/marked.ts';

/** A text with «marks», and for each mark the codes of dockerfile-utils that it stands for, joined by `+`. */
export type SyntaxCase = readonly [marked: string, codes: string];

const UTILS = 'dockerfile-utils:';
/** Codes that no version of today gives: they ride along with their successors. */
const OLD = new Set(['FLAG_INVALID_LINK_VALUE', 'ARGUMENT_REQUIRES_ONE']);

/** Holds the findings with one of `codes` against every case, to the character. */
export function checkCases(codes: ReadonlySet<string>, cases: readonly SyntaxCase[]): void {
  for (const [marked, expected] of cases) {
    it(marked.replaceAll('\r', '␍').replaceAll('\n', ' ⏎ ') || '(empty)', () => {
      const { text, ranges } = markedRanges(marked);
      const given = expected.split(' ');
      assert.deepEqual(
        found(text, codes),
        ranges.map(({ start, end }, index) => `${start}–${end} ${given[index] ?? ''}`),
      );
    });
  }
}

function found(text: string, codes: ReadonlySet<string>): string[] {
  const subject = { dockerfile: parseDockerfile(text), ignoreFile: null, file: 'Dockerfile' };
  const byPlace = new Map<string, string[]>();
  for (const { start, end, aliases } of lintDockerfile(subject, { enableAll: true })) {
    for (const alias of aliases) {
      const code = alias.startsWith(UTILS) ? alias.slice(UTILS.length) : '';
      if (!codes.has(code) || OLD.has(code)) continue;
      const place = `${start}–${end}`;
      byPlace.set(place, [...(byPlace.get(place) ?? []), code]);
    }
  }
  return [...byPlace].map(([place, all]) => `${place} ${all.sort().join('+')}`);
}
