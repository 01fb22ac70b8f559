import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const modernSubstitution = nodeRule(
  {
    id: 'modern-substitution',
    title: 'Write $(…) in place of backticks',
    severity: 'hint',
    aliases: ['shellcheck:SC2006'],
    why: 'Backticks need backslashes as soon as one stands in another, are read in two steps, and are hard to tell from quotes. `$(…)` means the same and nests.',
    exampleOf: 'shell',
    nodes: ['command-substitution'],
    when: ({ backticks }) => backticks,
    examples: [
      { bad: 'echo "«`date`»"', good: 'echo "$(date)"', fixed: true },
      { bad: 'x=«`uname -m`»', good: 'x=$(uname -m)', fixed: true },
    ],
  },
  function* ({ backticks, start, end, text }): Iterable<Report> {
    if (!backticks) return;
    const inner = text.slice(1, -1);
    // A backslash means other things in backticks, and `$((` would begin arithmetic.
    const plain = text.endsWith('`') && text.length > 2 && !/[\\`]/.test(inner) && !inner.startsWith('(');
    const fix = {
      title: ['Write it as `$(…)`'] as const,
      safe: true,
      edits: [
        { start, end: start + 1, text: '$(' },
        { start: end - 1, end, text: ')' },
      ],
    };
    yield {
      start,
      end,
      message: ['Backticks around `{0}`', inner.length > 40 ? `${inner.slice(0, 40)}…` : inner],
      ...(plain ? { fixes: [fix] } : {}),
    };
  },
);
