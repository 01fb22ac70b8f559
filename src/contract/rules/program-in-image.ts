import { lacksCommand, lacksProgram } from '../images/command-presence.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { copiedProgram } from '../images/copied-program.ts';
import { serverFiles } from '../examples/example-files.ts';
import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Fault, Repair } from '../fault.ts';
import { ownStart, type PlacedWord } from '../images/own-start.ts';
import { startersOf } from '../images/started-line.ts';
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
    yield* missingStarters(image);
    const { program, run } = image;
    const scripted = ownStart(image);
    const [behind] = scripted?.words ?? [];
    if (behind && isMissing(behind.value, image, contract)) yield missing(behind, image);
    const { binary } = run;
    if (!program || !binary || scripted || !isMissing(binary.value, image, contract)) return;
    yield missing({ ...binary, file: image.file }, image);
  },
};

function missing({ value, file, start, end }: PlacedWord, image: ContractImage): Fault {
  const message: Message = value.includes('/')
    ? ['Nothing is copied to `{0}` in this image', value]
    : ['Nothing is copied to a folder of PATH as `{0}` in this image', value];
  const copied = copiedProgram(image.dockerfile);
  const isQuoted = file === image.file && image.dockerfile.text[start] === '"';
  const repairs: Repair[] =
    copied === undefined
      ? []
      : [
          {
            title: ['Start `{0}`', copied],
            changes: [{ file, edits: [{ start, end, text: isQuoted ? `"${copied}"` : copied }] }],
          },
        ];
  return { sides: [{ file, start, end, message }], repairs };
}

/** An init or a change of user that nothing brings. */
function* missingStarters(image: ContractImage): Iterable<Fault> {
  const { file, dockerfile } = image;
  const final = finalStage(dockerfile);
  const first = final?.entrypoint ?? final?.arguments ?? [];
  const own = startersOf(first).map(({ value, start, end }) => ({ value, file, start, end }));
  for (const { value, ...place } of [...own, ...(ownStart(image)?.starters ?? [])]) {
    const lacks = lacksCommand(value, image);
    const message: Message = [
      'The container starts `{0}`, which its image from `{1}` does not have',
      value,
      lacks?.base ?? '',
    ];
    if (lacks) yield { sides: [{ ...place, message }] };
  }
}

function isMissing(word: string, image: ContractImage, contract: Contract): boolean {
  if (word.startsWith('/') && lacksCommand(word, image)) return true;
  return lacksProgram(word, image, contract) !== undefined;
}
