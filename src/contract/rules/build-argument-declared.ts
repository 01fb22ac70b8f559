import type { Dockerfile } from '../../dockerfile/model.ts';
import { editDistance } from '../../lint/similar-word.ts';
import { serverFiles } from '../examples/example-files.ts';
import { isSlip } from '../variables/misspelt.ts';
import type { ContractRule } from '../rule.ts';

const COMPOSE = (name: string) =>
  `services:\n  shop:\n    build:\n      context: .\n      args:\n        ${name}: 1.2.3\n`;

export const buildArgumentDeclared: ContractRule = {
  id: 'build-argument-declared',
  title: 'Give a build the arguments that its Dockerfile declares',
  severity: 'warning',
  aliases: [],
  why: 'A build argument reaches an `ARG` of its name alone. Docker passes over any other with a warning, and the image is built with the default of the one that was meant.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: COMPOSE('«VERSON»'),
      good: COMPOSE('VERSION'),
      fixed: true,
      files: {
        ...serverFiles(':8080'),
        Dockerfile:
          'FROM golang:1.26 AS build\nARG VERSION=dev\nCOPY . .\nRUN CGO_ENABLED=0 go build -ldflags="-X main.version=$VERSION" -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'build',
  *check({ file, dockerfile, argNames = [] }, { images }) {
    const built = images.find((image) => image.file === dockerfile?.path)?.dockerfile;
    if (!built || argNames.length === 0) return;
    const declared = declaredIn(built);
    const given = new Set(argNames.map(({ name }) => name));
    const free = [...declared].filter((name) => !given.has(name));
    for (const { name, start, end } of argNames) {
      if (declared.has(name)) continue;
      const meant = free.find((one) => isSlip(name, one) || isLetterAway(name, one));
      if (meant === undefined) continue;
      yield {
        sides: [
          {
            ...{ file, start, end },
            message: ['`{0}` declares no `ARG {1}`, but `{2}`', dockerfile?.path ?? '', name, meant],
          },
        ],
        repairs: [{ title: ['Change to `{0}`', meant], changes: [{ file, edits: [{ start, end, text: meant }] }] }],
      };
    }
  },
};

function declaredIn({ instructions }: Dockerfile): ReadonlySet<string> {
  return new Set(
    instructions.flatMap(({ keyword, words }) =>
      keyword === 'ARG' ? words.map(({ value }) => value.replace(/=.*$/s, '')) : [],
    ),
  );
}

/** `BUILD_TAGS` for `BUILD_TAG`; numbers count things. */
function isLetterAway(name: string, other: string): boolean {
  const isLong = Math.min(name.length, other.length) >= SHORTEST;
  return isLong && name.replace(/\D/g, '') === other.replace(/\D/g, '') && editDistance(name, other) === 1;
}

const SHORTEST = 6;
