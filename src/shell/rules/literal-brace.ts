import type { ShellRule } from '../rule.ts';
import { reportsOf } from '../syntax-reports.ts';

/** A brace in a word that the shell does not expand. */
export const literalBrace: ShellRule = {
  id: 'literal-brace',
  title: 'Quote braces that are plain characters',
  severity: 'warning',
  aliases: ['shellcheck:SC1083'],
  why: 'A brace counts as one only as a word of its own where a command may begin, or around a list such as `{a,b}`. Anywhere else it is a character as any other: a `;` before the brace may be missing, or another shell may read the word otherwise.',
  exampleOf: 'shell',
  examples: [
    { bad: 'if true; then { echo a; echo b; } ; fi; echo «{»name«}»', good: 'echo "{name}"' },
    { bad: 'echo \\$«{»HOME«}»', good: "echo '${HOME}'" },
  ],
  check: ({ script }) =>
    reportsOf(script, 'literal-brace', ({ text }) => [
      '`{0}` is a plain character here: quote it, or put a `;` before it',
      text,
    ]),
};
