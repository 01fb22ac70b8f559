import type { Report } from '../../lint/rule.ts';
import { programRule } from '../rule.ts';

export const testAndOr = programRule(
  {
    id: 'test-and-or',
    title: 'Join tests with && and ||',
    severity: 'hint',
    aliases: ['shellcheck:SC2166'],
    why: 'POSIX has taken `-a` and `-o` out of `[ ]`: where a value looks like an operator, such as `(` or `!`, they mean other things in different shells. `[ a ] && [ b ]` always means the same.',
    exampleOf: 'shell',
    programs: ['['],
    examples: [
      { bad: '[ -f a «-a» -f b ]', good: '[ -f a ] && [ -f b ]', fixed: true },
      { bad: '[ "$a" = x «-o» "$a" = y ]', good: '[ "$a" = x ] || [ "$a" = y ]', fixed: true },
    ],
  },
  function* ({ words }): Iterable<Report> {
    for (const [index, { start, end, text }] of words.entries()) {
      if (index < 2 || index >= words.length - 2 || (text !== '-a' && text !== '-o')) continue;
      // Behind `!` or `(` it is the unary one.
      if (['!', '\\(', "'('", '"("'].includes(words[index - 1]?.text ?? '')) continue;
      const groups = words.some((word) => /^(?:\\[()]|["'][()]["'])$/.test(word.text));
      const joined = text === '-a' ? '] && [' : '] || [';
      yield {
        start,
        end,
        message: ['`{0}` in a test is not well defined', text],
        ...(groups
          ? {}
          : { fixes: [{ title: ['Write two tests'], safe: false, edits: [{ start, end, text: joined }] }] }),
      };
    }
  },
);
