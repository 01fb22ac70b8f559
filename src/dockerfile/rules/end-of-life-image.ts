import type { Report } from '../../lint/rule.ts';
import { releaseLines, TABLE_DATE } from '../stages/end-of-life.ts';
import { expand } from '../variables/expand.ts';
import { parseImage } from '../stages/image.ts';
import type { DockerfileRule } from '../subject.ts';
import { globalScope } from '../variables/variables.ts';

export const endOfLifeImage: DockerfileRule = {
  id: 'end-of-life-image',
  title: 'Build on a release that still gets security fixes',
  severity: 'warning',
  aliases: [],
  why: 'A base image whose release has ended gets no more security fixes, and its package servers are switched off sooner or later, so that the build fails, too. The dates are a table in Gantry and need no network: golang, node, python, alpine, debian, ubuntu, centos and distroless, and the distribution that the tag of another official image names.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM «golang:1.22» AS build\nFROM «gcr.io/distroless/static-debian11:nonroot»',
      good: 'FROM golang:1.27 AS build\nFROM gcr.io/distroless/static-debian13:nonroot',
      fixed: true,
    },
    {
      bad: 'FROM «debian:buster-slim»\nUSER 65532',
      good: 'FROM debian:13-slim\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'ARG ALPINE=3.18\nFROM «alpine:${ALPINE}»\nUSER 65532',
      good: 'ARG ALPINE=3.23\nFROM alpine:${ALPINE}\nUSER 65532',
    },
    {
      bad: 'FROM «nginx:1.25-alpine3.18»\nUSER 65532',
      good: 'FROM nginx:1.25-alpine\nFROM golang:1\nFROM node:lts\nFROM registry.example.com/debian:9\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const globals = globalScope(dockerfile);
    for (const { image, base } of dockerfile.stages) {
      const value = !image || base !== null ? undefined : expand(image.text, globals, dockerfile.escape);
      const reference = value === undefined ? undefined : parseImage(value);
      if (!image || value === undefined || !reference) continue;
      const dead = releaseLines(reference).find(({ ended }) => ended);
      if (!dead) continue;
      const { product, line, end, successor } = dead;
      const place = { start: image.start, end: image.end };
      const written = image.text === value && reference.digest === null;
      yield {
        ...place,
        message: [
          '{0} {1} of `{2}` has had no security fixes since {3} (as known on {4})',
          product,
          line,
          value,
          end,
          TABLE_DATE,
        ],
        ...(successor !== undefined && written
          ? {
              fixes: [
                {
                  title: ['Use `{0}` (a newer release: test the build)', successor],
                  safe: false,
                  edits: [{ ...place, text: successor }],
                },
              ],
            }
          : {}),
      };
    }
  },
};
