import { lacksCommand } from '../command-presence.ts';
import { serverFiles } from '../example-files.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (path: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM scratch\nCOPY --from=build /out/shop /usr/local/bin/shop\nENTRYPOINT [${path}]\n`;

export const programInImage: ContractRule = {
  id: 'program-in-image',
  title: 'Start a program that was copied into the image',
  severity: 'error',
  fails: 'start',
  aliases: [],
  insteadOf: ['entrypoint-in-image'],
  why: 'Of an image without a shell everything that is in it stands in its Dockerfile. A path that nothing is copied to does not exist, and the container ends before it starts: “exec: no such file or directory”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«"/usr/local/bin/server"»'),
      good: IMAGE('"/usr/local/bin/shop"'),
      fixed: true,
      files: serverFiles(':8080'),
    },
  ],
  about: 'image',
  *check({ file, dockerfile, run, program }) {
    const { binary } = run;
    if (!program || !binary?.value.startsWith('/')) return;
    const lacks = lacksCommand(binary.value, dockerfile);
    if (!lacks) return;
    const { start, end } = binary;
    const copied = copiedProgram(dockerfile.text);
    yield {
      sides: [{ file, start, end, message: ['Nothing is copied to `{0}` in this image', binary.value] }],
      ...(copied === undefined
        ? {}
        : {
            repairs: [
              {
                title: ['Start `{0}`', copied],
                changes: [
                  { file, edits: [{ start, end, text: dockerfile.text[start] === '"' ? `"${copied}"` : copied }] },
                ],
              },
            ],
          }),
    };
  },
};

/** Where the one copy from a build stage goes. */
function copiedProgram(text: string): string | undefined {
  const copies = [...text.matchAll(/^COPY\s+--from=\S+\s+\S+\s+(\/\S*[^/\s])\s*$/gm)];
  return copies.length === 1 ? copies[0]?.[1] : undefined;
}
