import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const needlessCat = nodeRule(
  {
    id: 'needless-cat',
    title: 'Let the command read the file itself',
    severity: 'hint',
    aliases: ['shellcheck:SC2002'],
    why: '`cat file | command` starts a process that only copies. `command < file` reads the same, and an error of opening the file is seen without `pipefail`.',
    exampleOf: 'shell',
    nodes: ['pipeline'],
    when: ({ commands }) => commands.length > 1,
    examples: [
      { bad: '«cat list» | sort -u', good: 'sort -u < list' },
      { bad: '«cat "$f"» | wc -l', good: 'cat a b | sort; cat -n a | sort; cat $f | sort; sort | cat a' },
    ],
  },
  function* ({ commands }): Iterable<Report> {
    const [first, second] = commands;
    if (first?.kind !== 'simple' || !second || first.redirections.length > 0) return;
    const [name, file, more] = first.words;
    if (name?.value !== 'cat' || !file || more || file.text.startsWith('-')) return;
    // A pattern or a value outside quotes may be several files.
    if (file.parts.some(({ kind }) => !['literal', 'single-quoted', 'double-quoted'].includes(kind))) return;
    yield { start: first.start, end: first.end, message: ['`cat` only copies `{0}` into the pipe', file.value] };
  },
);
