import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { parseIgnoreComment } from '../../lint/ignore-comment.ts';
import type { Comment, Dockerfile, Instruction } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';

export const definitionDescription: DockerfileRule = {
  id: 'definition-description',
  title: 'Begin the comment above a stage or ARG with its name',
  severity: 'hint',
  off: true,
  aliases: ['buildkit:InvalidDefinitionDescription'],
  why: '`docker build --call=outline` and `--call=targets` show the comment above a stage or an ARG as its description, if it begins with the name. An empty line or an empty comment below keeps a comment out of this.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: '«# the version of the program»\nARG VERSION=1\nFROM alpine:3.23\nUSER 65532',
      good: '# VERSION the version of the program\nARG VERSION=1\nFROM alpine:3.23\nUSER 65532',
      fixed: true,
    },
    {
      bad: '«# compiles»\nFROM golang:1.26 AS build\nFROM scratch\nUSER 65532',
      good: '# Second edition\n\nFROM golang:1.26 AS build\n# anything\nFROM scratch\nUSER 65532',
    },
  ],
  differs: {
    'buildkit:InvalidDefinitionDescription':
      'As the documentation says, an empty line separates a comment from what follows; BuildKit 0.34 looks past empty lines. A comment that silences a check is no description.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const { instructions, comments, text } = dockerfile;
    let next = 0;
    for (const instruction of instructions) {
      let above: Comment | undefined;
      for (let one = comments[next]; one && one.start < instruction.start; one = comments[++next]) above = one;
      if (!above) continue;
      const names = namesOf(instruction);
      const [name] = names;
      if (name === undefined || above.text === '' || isSeparate(dockerfile, above, instruction)) continue;
      if (names.includes(above.text.split(' ')[0] ?? '') || parseIgnoreComment(above.text)) continue;
      const at = text.indexOf(above.text, above.start);
      yield {
        ...rangeOf(above),
        message: ['The comment does not begin with `{0}`', name],
        fixes: [
          {
            title: ['Begin it with `{0}`', name],
            safe: true,
            edits: [{ start: at, end: at, text: text[at - 1] === '#' ? ` ${name} ` : `${name} ` }],
          },
        ],
      };
    }
  },
};

function namesOf(instruction: Instruction): string[] {
  const { keyword, pairs } = instruction;
  if (keyword === 'ARG') return pairs.map(({ key }) => key.value);
  const [, , name] = keyword === 'FROM' ? instruction.words : [];
  return name ? [name.text.toLowerCase()] : [];
}

/** More than the line end and blanks lie between. */
function isSeparate({ text }: Dockerfile, { end }: Comment, { start }: Instruction): boolean {
  return !/^\r?\n[ \t]*$/.test(text.slice(end, start));
}
