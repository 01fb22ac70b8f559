import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const outputAsCommand = nodeRule(
  {
    id: 'output-as-command',
    title: 'Run the command itself, not what it prints',
    severity: 'warning',
    aliases: ['shellcheck:SC2091', 'shellcheck:SC2092'],
    why: '`$(command)` as a command of its own runs the command and then runs what it printed as another. Where only the first is meant, the `$(…)` is too much; where the second is meant, `eval` says so.',
    exampleOf: 'shell',
    nodes: ['simple'],
    when: ({ words }) => words.length === 1 && words[0]?.parts[0]?.kind === 'command-substitution',
    examples: [
      { bad: '«$(make all)»', good: 'make all' },
      { bad: 'if «`grep -q x f`»; then echo yes; fi', good: 'if grep -q x f; then echo yes; fi' },
      { bad: '«$(cat command)»', good: '$(which go) build; x=$(date); "$(which go)"; eval "$(cat command)"' },
    ],
  },
  function* ({ words, redirections }): Iterable<Report> {
    const [word, second] = words;
    const [part, more] = word?.parts ?? [];
    if (!word || second || more || part?.kind !== 'command-substitution' || redirections.length > 0) return;
    yield {
      start: word.start,
      end: word.end,
      message: ['What this prints is run as a command'],
      aliases: [part.backticks ? 'shellcheck:SC2092' : 'shellcheck:SC2091'],
    };
  },
);
