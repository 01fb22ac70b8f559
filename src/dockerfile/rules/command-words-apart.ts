import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { Instruction } from '../model.ts';
import { effectiveStart } from '../stages/effective.ts';
import { instructionsOf } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';

export const commandWordsApart: DockerfileRule = {
  id: 'command-words-apart',
  title: 'Write each word of a command as an element of its own',
  severity: 'error',
  fails: 'start',
  aliases: [],
  why: 'The first element of the JSON form is the name of the program, whatever is in it: no shell takes it apart. With an argument in it no program has that name, and the container ends before it starts: “exec: "shop serve": executable file not found”.',
  exampleOf: 'dockerfile',
  about: ['CMD', 'ENTRYPOINT'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY shop /usr/local/bin/shop\nUSER 65532\nCMD [«"shop serve"»]',
      good: 'FROM alpine:3.23\nCOPY shop /usr/local/bin/shop\nUSER 65532\nCMD ["shop", "serve"]',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nCOPY shop /shop\nUSER 65532\nENTRYPOINT [«"/shop --port 8080"», "--debug"]',
      good: 'FROM alpine:3.23\nCOPY ["my shop", "/opt/my shop"]\nUSER 65532\nENTRYPOINT ["/opt/my shop"]\nCMD ["a word"]',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const last = dockerfile.stages.at(-1);
    if (!last) return;
    const own = instructionsOf(dockerfile.stages, last);
    const start = effectiveStart(own);
    const [program] = start?.json ?? [];
    if (!start || !program || !isWholeCommand(program.value) || isCopied(own, program.value)) return;
    const words = program.value.trim().split(/\s+/);
    const isPlain = !/["'$&|;<>()\\`]/.test(program.value);
    yield {
      ...rangeOf(program),
      message: ['No program is called `{0}`: each of its words is an element of its own', program.value],
      ...(isPlain && {
        fixes: [
          {
            title: ['Write {0} elements', words.length],
            safe: false,
            edits: [{ ...rangeOf(program), text: words.map((word) => JSON.stringify(word)).join(', ') }],
          },
        ],
      }),
    };
  },
};

/** A name with a blank in it, unless what follows may still be a path: a flag or a plain word is an argument. */
function isWholeCommand(text: string): boolean {
  return /^[\w./-]+\s+(?:-\S*|[\w.:=-]+)(?:\s|$)/.test(text);
}

/** Something brings a file of that very name. */
function isCopied(instructions: readonly Instruction[], path: string): boolean {
  return instructions.some(({ keyword, source }) => {
    return (keyword === 'COPY' || keyword === 'ADD' || keyword === 'RUN') && source.text.includes(path);
  });
}
