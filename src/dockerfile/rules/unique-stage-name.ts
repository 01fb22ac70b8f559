import { rangeOf } from '../../lint/range.ts';
import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { stageReferences } from '../stages/stage-references.ts';
import type { DockerfileRule } from '../subject.ts';

export const uniqueStageName: DockerfileRule = {
  id: 'unique-stage-name',
  title: 'Give every stage a name of its own',
  severity: 'error',
  aliases: [
    'hadolint:DL3024',
    'buildkit:DuplicateStageName',
    'trivy:DS-0012',
    'checkov:CKV_DOCKER_11',
    'dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME',
  ],
  why: 'A name means the last stage above that has it: the earlier one cannot be copied from or built by name any more, and `--target` picks one of the two. Names do not differ by capitals.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS «build»\nFROM node:24 AS «build»\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM node:24 AS web\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23 AS «a»\nFROM alpine:3.23 AS «A»\nUSER 65532',
      good: 'FROM alpine:3.23 AS a\nFROM alpine:3.23 AS b\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3024': 'Names that differ by capitals only are the same name to the build, and are reported.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const groups = new Map<string, Stage[]>();
    for (const stage of dockerfile.stages) {
      const name = stage.name?.value.toLowerCase();
      if (name === undefined) continue;
      const group = groups.get(name);
      if (group) group.push(stage);
      else groups.set(name, [stage]);
    }
    for (const [name, group] of groups) {
      if (group.length === 1) continue;
      const spelled = new Set<string>();
      for (const [index, stage] of group.entries()) {
        const word = stage.name;
        if (!word) continue;
        const again = index > 0;
        const aliases = ['dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME'];
        if (again) aliases.push('buildkit:DuplicateStageName');
        if (again && spelled.has(word.text))
          aliases.push('hadolint:DL3024', ...(asWord(stage) === 'as' ? CHECKOV : []));
        // trivy compares whole lines and speaks of the earlier one.
        if (group.slice(index + 1, index + 1 + MOST).some((other) => line(other) !== line(stage))) {
          aliases.push('trivy:DS-0012');
        }
        spelled.add(word.text);
        const fix = again && group.length <= MOST ? renamed(dockerfile, stage, groups) : undefined;
        yield {
          ...rangeOf(word),
          aliases,
          message: again ? ['An earlier stage is named `{0}`, too', name] : ['A later stage is named `{0}`, too', name],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

const CHECKOV = ['checkov:CKV_DOCKER_11'];
const MOST = 20;

function asWord({ from }: Stage): string {
  return from.words[1]?.text ?? '';
}

function line({ from }: Stage): string {
  return from.words.map(({ text }) => text.toLowerCase()).join(' ');
}

/** A new name here and wherever it means this stage. */
function renamed(dockerfile: Dockerfile, stage: Stage, taken: ReadonlyMap<string, unknown>): Fix | undefined {
  const old = stage.name?.text;
  if (old === undefined || !stage.name) return undefined;
  let count = 2;
  while (taken.has(`${old.toLowerCase()}-${count}`)) count++;
  const text = `${old}-${count}`;
  const uses = [...stageReferences(dockerfile)].filter((use) => use.stage === stage);
  return {
    title: ['Rename this stage to `{0}` (builds with `--target {1}` get the other one)', text, old],
    safe: false,
    edits: [stage.name, ...uses].map((place) => ({ ...rangeOf(place), text })),
  };
}
