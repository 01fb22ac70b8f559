import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const globRange = nodeRule(
  {
    id: 'glob-range',
    title: 'Match single characters in brackets',
    severity: 'warning',
    aliases: ['shellcheck:SC2102', 'shellcheck:SC2101'],
    why: '`[10-15]` is one character out of 1, 0 to 1, and 5, not a number from 10 to 15, and `[:digit:]` one of its letters. Numbers are `{10..15}` in bash, or a list; classes have two brackets, `[[:digit:]]`.',
    exampleOf: 'shell',
    nodes: ['glob'],
    when: ({ text }) => text.startsWith('['),
    examples: [
      { bad: 'ls «[10-15]».log', good: 'ls 1[0-5].log' },
      { bad: 'ls «[:digit:]»*', good: 'ls [[:digit:]]* [a-z0-9]* [!a-c] x?' },
    ],
  },
  function* ({ start, end, text }): Iterable<Report> {
    if (!text.startsWith('[')) return;
    if (/^\[:[a-z]+:\]$/.test(text)) {
      yield { start, end, message: ['`{0}` needs a second pair of brackets', text], aliases: ['shellcheck:SC2101'] };
      return;
    }
    const inner = text
      .slice(1, -1)
      .replace(/^[!^]/, '')
      .replace(/\[[:.=].*?[:.=]\]/g, '')
      .replace(/\\./g, '');
    const characters = inner.split(/(?:)/u).filter((character) => character !== '-');
    if (new Set(characters).size === characters.length || /["'$]/.test(inner)) return;
    yield {
      start,
      end,
      message: ['`{0}` is one character, whatever stands in it twice', text],
      aliases: ['shellcheck:SC2102'],
    };
  },
);
