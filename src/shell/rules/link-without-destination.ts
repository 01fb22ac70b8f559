import type { Report } from '../../lint/rule.ts';
import { readArguments } from '../options.ts';
import { programRule } from '../rule.ts';

export const linkWithoutDestination = programRule(
  {
    id: 'link-without-destination',
    title: 'Say where ln puts the link',
    severity: 'warning',
    aliases: ['shellcheck:SC2226'],
    why: 'With one argument `ln` makes the link in the present folder, under the same name; mostly an argument was forgotten, or a blank in a value has split it. Where it is meant, `ln -s target .` says so.',
    exampleOf: 'shell',
    programs: ['ln'],
    examples: [
      { bad: '«ln -s /opt/tool/bin/tool»', good: 'ln -s /opt/tool/bin/tool /usr/local/bin/tool' },
      { bad: '«ln -sf "$TARGET"»', good: 'ln -sf "$TARGET" .; ln -s $PAIR; ln -st /usr/bin tool' },
    ],
  },
  function* (command): Iterable<Report> {
    const { options, operands } = readArguments(command, new Set(['-t', '--target-directory', '-S', '--suffix']));
    const [only, second] = operands;
    if (
      !only ||
      second ||
      options.some(({ name }) => name === '-t' || name === '--target-directory' || name === '--help')
    )
      return;
    // A value outside quotes, or a pattern, may be several words.
    if (/^\$|\$[({@*]|[*?[{]/.test(only.text) && !only.text.startsWith('"')) return;
    const [first] = command.words;
    if (first) yield { start: first.start, end: only.end, message: ['`ln` gets no destination'] };
  },
);
