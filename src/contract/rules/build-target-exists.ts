import { similarWord } from '../../lint/similar-word.ts';
import { serverFiles } from '../examples/example-files.ts';
import type { Repair } from '../fault.ts';
import type { ContractRule } from '../rule.ts';

const COMPOSE = (target: string) => `services:\n  shop:\n    build:\n      context: .\n      target: ${target}\n`;

export const buildTargetExists: ContractRule = {
  id: 'build-target-exists',
  title: 'Stop builds at a stage that the Dockerfile has',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'Compose, skaffold, bake and workflow files choose a stage of a Dockerfile by its name. Where no stage is called so, the build stops: “target stage … could not be found”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: COMPOSE('«final»'),
      good: COMPOSE('run'),
      files: {
        ...serverFiles(':8080'),
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch AS run\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'build',
  *check({ target, dockerfile, file }, { images }) {
    if (!target || target.end <= target.start || !/^[\w.-]+$/.test(target.name)) return;
    const stages = images.find((image) => image.file === dockerfile?.path)?.dockerfile.stages;
    const names = (stages ?? []).flatMap(({ name }) => name?.value ?? []);
    const isThere = names.some((name) => name.toLowerCase() === target.name.toLowerCase());
    if (!stages || !dockerfile || isThere || /^\d+$/.test(target.name)) return;
    const meant = similarWord(target.name, names);
    const { start, end, name } = target;
    const repair: Repair | undefined =
      meant === undefined || end - start !== name.length
        ? undefined
        : { title: ['Change to `{0}`', meant], changes: [{ file, edits: [{ start, end, text: meant }] }] };
    yield {
      sides: [{ file, start, end, message: ['`{0}` has no stage `{1}`', dockerfile.path, name] }],
      ...(repair ? { repairs: [repair] } : {}),
    };
  },
};
