import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { markedRanges } from '../lint/marked.ts';

/** A text with «marks», and for each mark the codes of dockerfile-utils that it stands for, joined by `+`. */
export type SyntaxCase = readonly [marked: string, codes: string];

const UTILS = 'dockerfile-utils:';
/** The codes whose places the cases hold; those of other subjects have tests of their own. */
const CODES = new Set([
  'ARGUMENT_EXTRA',
  'ARGUMENT_MISSING',
  'ARGUMENT_REQUIRES_AT_LEAST_ONE',
  'ARGUMENT_REQUIRES_AT_LEAST_TWO',
  'ARGUMENT_REQUIRES_ONE_OR_THREE',
  'ARGUMENT_REQUIRES_TWO',
  'ARGUMENT_UNNECESSARY',
  'CASING_DIRECTIVE',
  'DUPLICATED_ESCAPE_DIRECTIVE',
  'FLAG_AT_LEAST_ONE',
  'FLAG_DUPLICATE',
  'FLAG_EXPECTED_BOOLEAN_VALUE',
  'FLAG_INVALID_DURATION',
  'FLAG_INVALID_FROM_VALUE',
  'FLAG_LESS_THAN_1MS',
  'FLAG_MISSING_DURATION',
  'FLAG_MISSING_VALUE',
  'FLAG_UNKNOWN_UNIT',
  'HEALTHCHECK_CMD_ARGUMENT_MISSING',
  'INVALID_AS',
  'INVALID_BUILD_STAGE_NAME',
  'INVALID_ESCAPE_DIRECTIVE',
  'INVALID_PROTO',
  'INVALID_REFERENCE_FORMAT',
  'INVALID_SIGNAL',
  'INVALID_SYNTAX',
  'JSON_IN_SINGLE_QUOTES',
  'NO_SOURCE_IMAGE',
  'ONBUILD_CHAINING_DISALLOWED',
  'ONBUILD_TRIGGER_DISALLOWED',
  'SHELL_JSON_FORM',
  'SHELL_REQUIRES_ONE',
  'SYNTAX_MISSING_DOUBLE_QUOTE',
  'SYNTAX_MISSING_EQUALS',
  'SYNTAX_MISSING_NAMES',
  'SYNTAX_MISSING_SINGLE_QUOTE',
  'UNKNOWN_ADD_FLAG',
  'UNKNOWN_COPY_FLAG',
  'UNKNOWN_FROM_FLAG',
  'UNKNOWN_HEALTHCHECK_FLAG',
  'UNKNOWN_INSTRUCTION',
  'UNKNOWN_TYPE',
  'UNSUPPORTED_MODIFIER',
]);
/** Codes that no version of today gives: they ride along with their successors. */
const OLD = new Set(['FLAG_INVALID_LINK_VALUE', 'ARGUMENT_REQUIRES_ONE']);

/** Holds the findings with one of the codes against every case, to the character. */
export function checkCases(cases: readonly SyntaxCase[]): void {
  for (const [marked, expected] of cases) {
    it(marked.replaceAll('\r', '␍').replaceAll('\n', ' ⏎ ') || '(empty)', () => {
      const { text, ranges } = markedRanges(marked);
      const given = expected.split(' ');
      assert.deepEqual(
        found(text),
        ranges.map(({ start, end }, index) => `${start}–${end} ${given[index] ?? ''}`),
      );
    });
  }
}

function found(text: string): string[] {
  const subject = { dockerfile: parseDockerfile(text), ignoreFile: null, file: 'Dockerfile' };
  const byPlace = new Map<string, string[]>();
  for (const { start, end, aliases } of lintDockerfile(subject, { enableAll: true })) {
    for (const alias of aliases) {
      const code = alias.startsWith(UTILS) ? alias.slice(UTILS.length) : '';
      if (!CODES.has(code) || OLD.has(code)) continue;
      const place = `${start}–${end}`;
      byPlace.set(place, [...(byPlace.get(place) ?? []), code]);
    }
  }
  return [...byPlace].map(([place, all]) => `${place} ${all.sort().join('+')}`);
}
