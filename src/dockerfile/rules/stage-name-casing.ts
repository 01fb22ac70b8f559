import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { stageReferences } from '../stages/stage-references.ts';
import type { DockerfileRule } from '../subject.ts';

/** More renames than anybody looks at: each would search all references. */
const MOST = 100;

export const stageNameCasing: DockerfileRule = {
  id: 'stage-name-casing',
  title: 'Write names of stages in lower case',
  severity: 'info',
  aliases: ['buildkit:StageNameCasing'],
  why: 'The build knows a stage by its name in lower case. `FROM Build` does not find a stage named `Build`, because names of images have no capitals, while `COPY --from=Build` does: one spelling avoids the surprise.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS «Build»\nFROM scratch\nCOPY --from=Build /app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23 AS «BASE»\nFROM base\nRUN --mount=type=bind,from=BASE,target=/x true\nUSER 65532',
      good: 'FROM alpine:3.23 AS base\nFROM base\nRUN --mount=type=bind,from=base,target=/x true\nUSER 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const wrong = dockerfile.stages.filter(
      ({ name, from }) => name && from.words.length === 3 && name.text !== name.text.toLowerCase(),
    );
    const references = wrong.length > 0 ? [...stageReferences(dockerfile)] : [];
    for (const stage of wrong) {
      const { name } = stage;
      if (!name) continue;
      const lower = name.text.toLowerCase();
      const uses = wrong.length > MOST ? [] : references.filter((use) => use.stage === stage);
      yield {
        ...rangeOf(name),
        message: ['The name of stage `{0}` has capitals', name.text],
        fixes: [
          {
            title: ['Rename the stage to `{0}`', lower],
            safe: true,
            edits: [name, ...uses].map((place) => ({ ...rangeOf(place), text: lower })),
          },
        ],
      };
    }
  },
};
