import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const wordBrokenByQuotes = nodeRule(
  {
    id: 'word-broken-by-quotes',
    title: 'Escape the quotes that shall be part of a text',
    severity: 'warning',
    aliases: ['shellcheck:SC2140'],
    why: 'In `"a"b"c"` the inner quotes end and begin again: the word is `abc`, and `b` stands outside quotes. Where the quotes belong to the text they need backslashes, or single quotes around all of it.',
    exampleOf: 'shell',
    nodes: ['word'],
    when: ({ parts }) => parts.length > 2,
    examples: [
      { bad: 'echo "name: "«shop»""', good: 'echo "name: \\"shop\\""' },
      { bad: 'echo "{"«key»":1}"', good: 'echo \'{"key":1}\'; echo "a"\'b\'"c"; echo "$a"b"$c"; echo "$a"/"$b"' },
    ],
  },
  function* ({ parts }): Iterable<Report> {
    for (const [index, part] of parts.entries()) {
      const [before, after] = [parts[index - 1], parts[index + 1]];
      if (part.kind !== 'literal' || before?.kind !== 'double-quoted' || after?.kind !== 'double-quoted') continue;
      // Only values in the quotes: they are quoted for their own sake.
      if (before.parts.every(({ kind }) => kind !== 'literal') && before.parts.length > 0) continue;
      if (part.text === '\\') continue;
      yield { start: part.start, end: part.end, message: ['`{0}` stands outside the quotes', part.text] };
    }
  },
);
