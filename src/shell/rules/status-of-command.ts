import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const statusOfCommand = nodeRule(
  {
    id: 'status-of-command',
    title: 'Let the command itself be the condition',
    severity: 'hint',
    aliases: ['shellcheck:SC2181'],
    why: '`$?` is the status of whatever ran last, so a line added between changes what is asked; and under `set -e` the script has stopped before. `if command; then` asks the command.',
    exampleOf: 'shell',
    nodes: ['simple'],
    when: ({ words }) => words.length > 3 && (words[0]?.text === '[' || words[0]?.text === 'test'),
    examples: [
      { bad: 'make; if [ «$?» -ne 0 ]; then exit 1; fi', good: 'if ! make; then exit 1; fi' },
      {
        bad: 'make; [ «"$?"» = 0 ] && echo done',
        good: 'make && echo done; x; code=$?; if [ $? -eq 3 ]; then exit; fi',
      },
    ],
  },
  function* ({ words }): Iterable<Report> {
    const [name, left, operator, right] = words;
    if (!name || !['[', 'test'].includes(name.text) || !left || !operator || !right || words.length > 5) return;
    const [status, zero] = isStatus(left.text) ? [left, right] : [right, left];
    if (!isStatus(status.text) || zero.value !== '0' || !/^(?:-eq|-ne|-gt|=|==|!=)$/.test(operator.text)) return;
    yield { start: status.start, end: status.end, message: ['`$?` asks the command that happens to stand before it'] };
  },
);

function isStatus(text: string): boolean {
  return /^"?\$(?:\?|\{\?\})"?$/.test(text);
}
