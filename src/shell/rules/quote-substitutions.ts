import type { Report } from '../../lint/rule.ts';
import type { CommandSubstitution } from '../model.ts';
import { nodeRule } from '../rule.ts';
import { isSplit } from '../split-words.ts';

export const quoteSubstitutions = nodeRule(
  {
    id: 'quote-substitutions',
    title: 'Quote what a command prints, so that it stays one word',
    severity: 'info',
    aliases: ['shellcheck:SC2046'],
    why: 'Outside quotes a shell splits what `$(…)` prints at its blanks and takes `*` and `?` in it for file names. Where several words are wanted, as in `apt-get install $(cat packages)`, `xargs` says so plainly. Commands that print numbers, such as `nproc`, do no harm and are mentioned as a hint.',
    exampleOf: 'shell',
    nodes: ['command-substitution'],
    examples: [
      { bad: 'rm -f «$(cat name)»', good: 'rm -f "$(cat name)"', fixed: true },
      { bad: 'make -j«$(nproc)»', good: 'make -j"$(nproc)"', fixed: true },
      { bad: 'cp «`which sh`» /x', good: 'a=$(date); for f in $(ls x); do echo "$f"; done; kill $(pgrep x)' },
    ],
  },
  function* (node, subject): Iterable<Report> {
    if (!isSplit(node, subject)) return;
    const program = programOf(node);
    if (SPLIT_ON_PURPOSE.has(program)) return;
    const { start, end } = node;
    yield {
      start,
      end,
      ...(NUMBERS.has(program) ? { severity: 'hint' } : {}),
      message: ['What `{0}` prints is split at blanks and matched with file names', program === '' ? '$(…)' : program],
      fixes: [
        {
          title: ['Quote it (several words become one)'],
          safe: false,
          edits: [
            { start, end: start, text: '"' },
            { start: end, end, text: '"' },
          ],
        },
      ],
    };
  },
);

const NUMBERS = new Set(['nproc', 'id', 'getconf', 'wc', 'expr']);
/** What prints lists of numbers, which are meant to be split. */
const SPLIT_ON_PURPOSE = new Set(['pgrep', 'seq']);

function programOf({ body }: CommandSubstitution): string {
  const [only, second] = body.items;
  return only && !second && only.statement.kind === 'simple' ? (only.statement.words[0]?.value ?? '') : '';
}
