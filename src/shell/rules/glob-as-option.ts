import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const globAsOption = nodeRule(
  {
    id: 'glob-as-option',
    title: 'Begin patterns of file names with ./',
    severity: 'hint',
    aliases: ['shellcheck:SC2035'],
    why: 'A file whose name begins with a dash becomes an option where a pattern finds it: `rm *` with a file `-rf` removes folders. `./*` and `-- *` cannot be taken for one.',
    exampleOf: 'shell',
    nodes: ['simple'],
    when: ({ words }) => words.some(({ parts }) => parts[0]?.kind === 'glob'),
    examples: [
      { bad: 'rm -f «*.txt»', good: 'rm -f ./*.txt', fixed: true },
      { bad: 'cp «*» /dst', good: 'cp ./* /dst', fixed: true },
      { bad: 'dpkg -i «*.deb»', good: 'rm -- *.txt; echo *; for f in *; do echo "$f"; done; ls dir/*' },
    ],
  },
  function* ({ words }): Iterable<Report> {
    const [name, ...rest] = words;
    if (!name || ['echo', 'printf', 'test', '['].includes(name.value)) return;
    for (const word of rest) {
      if (word.text === '--') return;
      const [first] = word.parts;
      if (first?.kind !== 'glob' || !/^[*?]/.test(first.text)) continue;
      const { start, end, text } = word;
      yield {
        start,
        end,
        message: ['A file name that `{0}` finds may be taken for an option', text],
        fixes: [{ title: ['Write `./{0}`', text], safe: false, edits: [{ start, end: start, text: './' }] }],
      };
    }
  },
);
