import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { variablesOf } from '../variables/expanded-words.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { lineEndOf } from '../syntax/new-line.ts';
import type { DockerfileRule } from '../subject.ts';
import { everyScoped } from '../variables/scoped-stages.ts';

export const envSelfReference: DockerfileRule = {
  id: 'env-self-reference',
  title: 'Use a variable only after the ENV that sets it',
  severity: 'error',
  aliases: ['hadolint:DL3044'],
  why: 'All values of one ENV are replaced before any of them is set: a variable that the same instruction sets still has the value it had before, mostly none.',
  exampleOf: 'dockerfile',
  about: ['ENV'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nENV APP_HOME=/app APP_BIN=«${APP_HOME}»/bin\nUSER 65532',
      good: 'FROM alpine:3.23\nENV APP_HOME=/app\nENV APP_BIN=${APP_HOME}/bin\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nENV B="«$A»" \\\n    A=1\nUSER 65532',
      good: 'FROM alpine:3.23\nENV A=1\nENV B="$A" PATH=/x:$PATH\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3044': 'A dollar sign that is escaped or in single quotes begins no variable.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const { escape } = dockerfile;
    for (const { instruction, scope } of everyScoped(dockerfile, isCandidate)) {
      const { pairs } = instruction;
      const keys = new Map(pairs.map(({ key }, index) => [key.value, index]));
      for (const { key, value } of pairs) {
        for (const use of value ? variablesOf(value, escape) : []) {
          const set = keys.get(use.name);
          // With a fallback the other value is meant; one that was set before has that value.
          if (set === undefined || use.name === key.value || use.part.operator !== null) continue;
          if (scope.variables.has(use.name)) continue;
          const fix = splitAfter(dockerfile, instruction, set);
          yield {
            ...rangeOf(use),
            message: ['`{0}` is set by this same ENV, so `{1}` does not see it yet', use.name, key.value],
            ...(fix ? { fixes: [fix] } : {}),
          };
        }
      }
    }
  },
};

function isCandidate({ keyword, pairs, rest }: Instruction): boolean {
  return keyword === 'ENV' && pairs.length > 1 && rest.text.includes('$');
}

const MOST_PAIRS = 100;

/** Ends the ENV behind the pair and begins another one; only where nothing before it needs it. */
function splitAfter(
  { text, escape }: Dockerfile,
  { pairs, keywordRange }: Instruction,
  index: number,
): Fix | undefined {
  const pair = pairs[index];
  const next = pairs[index + 1];
  if (!pair?.value || !next || pairs.length > MOST_PAIRS) return undefined;
  const name = pair.key.value;
  const earlier = pairs.slice(0, index + 1);
  if (earlier.some(({ value }) => value && [...variablesOf(value, escape)].some((use) => use.name === name))) {
    return undefined;
  }
  const between = text.slice(pair.value.end, next.key.start);
  // Blanks, or one continuation: a comment would become a comment of its own.
  if (!/^[ \t]+$|^[ \t]*[\\`][ \t]*\r?\n[ \t]*$/.test(between)) return undefined;
  const keyword = text.slice(keywordRange.start, keywordRange.end);
  const edit = { start: pair.value.end, end: next.key.start, text: `${lineEndOf(text)}${keyword} ` };
  return {
    title: ['Set `{0}` in an ENV of its own (the value of the others changes)', name],
    safe: false,
    edits: [edit],
  };
}
