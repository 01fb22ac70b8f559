import type { ShellRule } from '../rule.ts';
import { reportsOf } from '../syntax-reports.ts';

/** A string over several lines that ends in the middle of a word. */
export const quoteAcrossLines: ShellRule = {
  id: 'quote-across-lines',
  title: 'Close quotes on the line where they open',
  severity: 'warning',
  aliases: ['shellcheck:SC1078', 'shellcheck:SC1079'],
  why: 'The quote reaches over a line end, and letters stand right behind the one that closes it: probably the first line lacks a quote, and from there on text is code and code is text.',
  exampleOf: 'shell',
  examples: [
    { bad: 'echo «"»one\necho "two', good: 'echo "one"\necho "two"' },
    { bad: 'a=«"»x\nb="y"', good: 'a="x"\nb="y"' },
  ],
  check: ({ script }) =>
    reportsOf(script, 'quote-across-lines', () => ['This quote is closed on another line, in the middle of a word']),
};
