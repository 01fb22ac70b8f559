import { lacksCommand, lacksProgram } from '../images/command-presence.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { copiedProgram } from '../images/copied-program.ts';
import { serverFiles } from '../examples/example-files.ts';
import type { Message } from '../../words/message.ts';
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
  why: 'A program of this project is only in its image where the Dockerfile brings it, and of an image without a shell that is true of everything. A path that nothing is copied to does not exist, nor does a name without a slash in a folder of PATH, and the container ends before it starts: “exec: no such file or directory”.',
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
  *check(image, contract) {
    const { file, dockerfile, run, program } = image;
    const { binary } = run;
    if (!program || !binary || !isMissing(binary.value, image, contract)) return;
    const { start, end } = binary;
    const message: Message = binary.value.includes('/')
      ? ['Nothing is copied to `{0}` in this image', binary.value]
      : ['Nothing is copied to a folder of PATH as `{0}` in this image', binary.value];
    const copied = copiedProgram(dockerfile);
    yield {
      sides: [{ file, start, end, message }],
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

function isMissing(word: string, image: ContractImage, contract: Contract): boolean {
  if (word.startsWith('/') && lacksCommand(word, image)) return true;
  return lacksProgram(word, image, contract) !== undefined;
}
