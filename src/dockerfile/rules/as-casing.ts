import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';

export const asCasing: DockerfileRule = {
  id: 'as-casing',
  title: 'Write AS in the same case as FROM',
  severity: 'info',
  aliases: ['buildkit:FromAsCasing'],
  why: '`FROM … as` mixes two ways of writing in one line. Keywords in one case tell themselves apart from names at a glance.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 «as» build\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'from golang:1.26 «As» build\nuser 65532',
      good: 'from golang:1.26 as build\nuser 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile: { stages } }): Iterable<Report> {
    for (const { from } of stages) {
      const [, as, name] = from.words;
      const keyword = from.source.text.slice(0, 4);
      if (!as || !name) continue;
      const upper = keyword === keyword.toUpperCase();
      // A FROM in mixed case has a finding of its own.
      if (!upper && keyword !== keyword.toLowerCase()) continue;
      const right = upper ? as.text.toUpperCase() : as.text.toLowerCase();
      if (as.text === right) continue;
      yield {
        ...rangeOf(as),
        message: ['`{0}` and `{1}` are in different cases', keyword, as.text],
        fixes: [{ title: ['Write `{0}`', right], safe: true, edits: [{ ...rangeOf(as), text: right }] }],
      };
    }
  },
};
