import type { Report } from '../../lint/rule.ts';
import type { ShellRule } from '../rule.ts';
import { isSplit, plainValues } from '../split-words.ts';

export const quoteVariables: ShellRule = {
  id: 'quote-variables',
  title: 'Quote variables, so that their values stay one word',
  severity: 'info',
  aliases: ['shellcheck:SC2086'],
  why: 'Outside quotes a shell splits a value at its blanks and takes `*` and `?` in it for file names: `rm $file` removes other files as soon as a name has a blank. Numbers, and what the script itself set to one plain word, are left alone.',
  exampleOf: 'shell',
  examples: [
    { bad: 'rm -f «$FILE»', good: 'rm -f "$FILE"', fixed: true },
    { bad: 'cp a/«${NAME}».txt > «$OUT»', good: 'cp a/"${NAME}".txt > "$OUT"', fixed: true },
    {
      bad: 'tar xf «$1»',
      good: 'n=1; echo $n $# $? $TARGETARCH "$A" ${#B}; C=$A; case $A in x) ;; esac; for i in $LIST; do echo "$i"; done',
    },
  ],
  *check(subject): Iterable<Report> {
    const isPlain = plainValues(subject);
    for (const node of subject.nodes('expansion')) {
      const { name, index, start, end, text } = node;
      if (name === '@' || name === '*' || name === '' || index?.value === '@' || index?.value === '*') continue;
      if (!isSplit(node, subject) || isPlain(node)) continue;
      yield {
        start,
        end,
        message: ['What `{0}` holds is split at blanks and matched with file names', text],
        fixes: [
          {
            title: ['Quote it (a list of several words becomes one)'],
            safe: false,
            edits: [
              { start, end: start, text: '"' },
              { start: end, end, text: '"' },
            ],
          },
        ],
      };
    }
  },
};
