import type { Report } from '../../lint/rule.ts';
import { labelSchema, labelsOf } from '../label-schema.ts';
import { lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';
import { lineEndOf } from '../syntax/new-line.ts';

export const requiredLabels: DockerfileRule = {
  id: 'required-labels',
  title: 'Give the image the labels that the team asks for',
  severity: 'info',
  aliases: ['hadolint:DL3049'],
  why: 'Labels tell who is responsible for an image, what it was built from and under which license; tools that collect them find nothing where they are missing. Which are needed says `labels` in `.gantry.yaml` or `label-schema` in `.hadolint.yaml`; without them this rule is silent.',
  differs: {
    'hadolint:DL3049':
      'hadolint asks every stage for the labels. Labels of a stage that is only built from or copied from reach no image, so only the final stage and what it is based on are looked at.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: '«FROM alpine:3.23»\nUSER 65532\n',
      good: 'FROM alpine:3.23\nLABEL version=1.2.3\nUSER 65532\n',
      options: { schema: { version: 'semver' } },
    },
    {
      bad: 'FROM alpine:3.23 AS build\nLABEL version=1.2.3\n«FROM scratch»\nUSER 65532\n',
      good: 'FROM alpine:3.23 AS base\nLABEL version=1.2.3\nFROM base\nUSER 65532\n',
      options: { schema: { version: 'semver' } },
    },
  ],
  *check({ dockerfile }, options): Iterable<Report> {
    const stage = dockerfile.stages.at(-1);
    const schema = labelSchema(options);
    if (!stage || schema.size === 0) return;
    const present = new Set<string>();
    for (const { instructions } of lineage(dockerfile.stages, stage)) {
      for (const instruction of instructions) for (const { key } of labelsOf(instruction)) present.add(key.value);
    }
    const { start, end } = stage.from;
    for (const label of schema.keys()) {
      if (present.has(label)) continue;
      const lineEnd = lineEndOf(dockerfile.text);
      yield {
        start,
        end,
        message: ['The image has no label `{0}`', label],
        fixes: [
          {
            title: ['Add the label `{0}`, to be filled in', label],
            safe: false,
            edits: [{ start: end, end, text: `${lineEnd}LABEL ${label}=""` }],
          },
        ],
      };
    }
  },
};
