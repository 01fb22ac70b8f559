import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';

export const noWholeRootCopy: DockerfileRule = {
  id: 'no-whole-root-copy',
  title: 'Copy from a stage only what is needed',
  severity: 'warning',
  aliases: ['hadolint:DL3067'],
  why: 'Copying another stage’s whole root brings its tools, caches and sources into the image that was to be free of them, and overwrites the base image’s own files. Onto `scratch` it flattens an image, which loses its shared layers and its settings.',
  exampleOf: 'dockerfile',
  about: ['COPY'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nFROM alpine:3.23\nCOPY --from=build «/» /\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM alpine:3.23\nCOPY --from=build /out/app /usr/local/bin/\nUSER 65532',
    },
    {
      bad: 'FROM golang:1.26 AS build\nFROM alpine:3.23\nCOPY --from=build [«"/"», "/"]\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM alpine:3.23\nCOPY --from=build / /build/\nCOPY / /\nUSER 65532',
    },
  ],
  *check({ dockerfile: { stages } }): Iterable<Report> {
    for (const { instructions, image } of stages) {
      for (const instruction of instructions) {
        const { keyword, flags, json } = instruction;
        const from = keyword === 'COPY' ? flags.find(({ name }) => name === 'from')?.value : undefined;
        if (!from) continue;
        const paths = json ?? instruction.words;
        if (paths.length < 2 || paths.at(-1)?.value !== '/') continue;
        const root = paths.slice(0, -1).find(({ value }) => value === '/');
        if (!root) continue;
        yield {
          ...rangeOf(root),
          ...(image?.value === 'scratch' ? { severity: 'info' } : {}),
          message: ['Everything in `{0}` is copied over the root of this stage', from.value],
        };
      }
    }
  },
};
