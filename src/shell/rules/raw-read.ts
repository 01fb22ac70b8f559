import type { Report } from '../../lint/rule.ts';
import { readArguments } from '../options.ts';
import { programRule } from '../rule.ts';

export const rawRead = programRule(
  {
    id: 'raw-read',
    title: 'Read lines with read -r',
    severity: 'info',
    aliases: ['shellcheck:SC2162'],
    why: 'Without `-r`, `read` takes backslashes out of the line and joins lines that end in one. `read -r` gives the line as it is.',
    exampleOf: 'shell',
    programs: ['read'],
    examples: [
      {
        bad: 'while «read» line; do echo "$line"; done',
        good: 'while read -r line; do echo "$line"; done',
        fixed: true,
      },
      { bad: '«read» a b', good: 'IFS= read -r a; read -rp x b' },
    ],
  },
  function* (command): Iterable<Report> {
    const [name] = command.words;
    const { options } = readArguments(command, new Set(['-a', '-d', '-i', '-n', '-N', '-p', '-t', '-u']));
    if (!name || options.some((option) => option.name === '-r')) return;
    yield {
      start: name.start,
      end: name.end,
      message: ['`read` takes backslashes out of what it reads'],
      fixes: [{ title: ['Add `-r`'], safe: false, edits: [{ start: name.end, end: name.end, text: ' -r' }] }],
    };
  },
);
