import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { stageReferences } from '../stages/stage-references.ts';
import type { DockerfileRule } from '../subject.ts';

const RESERVED = new Set(['scratch', 'context']);

export const reservedStageName: DockerfileRule = {
  id: 'reserved-stage-name',
  title: 'Name no stage scratch or context',
  severity: 'warning',
  aliases: ['hadolint:DL3063', 'buildkit:ReservedStageName'],
  why: '`scratch` is the empty image and `context` the files that are sent to the build. A stage of that name hides them or is hidden by them.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23 AS «scratch»\nUSER 65532',
      good: 'FROM alpine:3.23 AS scratch-stage\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS «Context»\nFROM scratch\nCOPY --from=context /app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS context-stage\nFROM scratch\nCOPY --from=context-stage /app /app\nUSER 65532',
      fixed: true,
    },
  ],
  differs: {
    'hadolint:DL3063': 'The build knows names in lower case, so `SCRATCH` is reported, too.',
  },
  *check({ dockerfile }): Iterable<Report> {
    let count = 0;
    for (const stage of dockerfile.stages) {
      const { name } = stage;
      const lower = name?.text.toLowerCase() ?? '';
      if (!name || !RESERVED.has(lower)) continue;
      const text = count++ === 0 ? `${lower}-stage` : `${lower}-stage-${count}`;
      const uses = count > 1 ? [] : [...stageReferences(dockerfile)].filter((use) => use.stage === stage);
      yield {
        ...rangeOf(name),
        message: ['`{0}` is a name that the build keeps for itself', name.text],
        aliases: [...(name.text === lower ? ['hadolint:DL3063'] : []), 'buildkit:ReservedStageName'],
        fixes: [
          {
            title: ['Rename the stage to `{0}` (builds with `--target {1}` must be changed, too)', text, name.text],
            safe: false,
            edits: [name, ...uses].map((place) => ({ ...rangeOf(place), text })),
          },
        ],
      };
    }
  },
};
