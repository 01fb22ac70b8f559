import type { Report } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { baseImage } from '../stages/final.ts';
import type { DockerfileRule } from '../subject.ts';

export const goToolchainInFinalStage: DockerfileRule = {
  id: 'go-toolchain-in-final-stage',
  title: 'Leave the Go toolchain out of the final image',
  severity: 'warning',
  aliases: [],
  why: 'A Go program needs no compiler to run. The toolchain makes the image hundreds of megabytes larger and brings programs that an intruder can use. Build in one stage, copy the binary into another. A stage named `dev` or `development` is meant to hold it.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: '«FROM golang:1.26»\nCOPY app /\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
    },
    {
      bad: 'ARG GO=1.26\nFROM golang:${GO}-alpine AS base\n\n«FROM base»\nUSER 65532',
      good: 'FROM golang:1.26 AS dev\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const stage = dockerfile.stages.at(-1);
    const image = stage && baseImage(dockerfile, stage);
    if (!stage || image === undefined || !baseFacts(image).go) return;
    if (/^dev(?:el(?:opment)?)?$/i.test(stage.name?.value ?? '')) return;
    yield {
      start: stage.from.start,
      end: stage.from.end,
      message: ['The final image holds the Go toolchain of `{0}`', image],
    };
  },
};
