import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const findIntoXargs = nodeRule(
  {
    id: 'find-into-xargs',
    title: 'Keep file names whole between find and xargs',
    severity: 'info',
    aliases: ['shellcheck:SC2038'],
    why: '`xargs` splits its input at blanks, quotes and backslashes, so a file name that has one becomes several. `find … -print0 | xargs -0` and `find … -exec … {} +` keep every name whole.',
    exampleOf: 'shell',
    nodes: ['pipeline'],
    when: ({ commands }) => commands.length > 1,
    examples: [
      { bad: '«find . -name "*.pyc"» | xargs rm -f', good: 'find . -name "*.pyc" -print0 | xargs -0 rm -f' },
      {
        bad: '«find /src -type f» | xargs -r chmod 644',
        good: 'find /src -type f -exec chmod 644 {} +; find . | sort | xargs rm',
      },
    ],
  },
  function* ({ commands }): Iterable<Report> {
    for (const [index, command] of commands.entries()) {
      const next = commands[index + 1];
      if (command.kind !== 'simple' || next?.kind !== 'simple') continue;
      if (command.words[0]?.value !== 'find' || next.words[0]?.value !== 'xargs') continue;
      if (command.words.some(({ value }) => value === '-print0' || value === '-printf')) continue;
      if (next.words.some(({ value }) => /^-[a-zA-Z]*0|^--null$/.test(value))) continue;
      yield { start: command.start, end: command.end, message: ['`xargs` splits file names that hold blanks'] };
    }
  },
);
