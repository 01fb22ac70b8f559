import { similarWord } from '../../lint/similar-word.ts';
import { changeWord } from '../compose/change-word.ts';
import type { Contract } from '../contract.ts';
import { serverFiles } from '../examples/example-files.ts';
import type { ContractRule } from '../rule.ts';

const BAKE = (names: string) =>
  `group "default" {\n  targets = [${names}]\n}\ntarget "shop" {\n  context = "."\n  tags = ["example/shop:1.2.3"]\n}\n`;

export const bakeTargetExists: ContractRule = {
  id: 'bake-target-exists',
  title: 'Name targets that the bake file has',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'Groups of a bake file build targets by their names, and targets inherit from others and copy from them. Where none is called so, nothing is built: “failed to find target …”. Where another bake or compose file lies beside it, or a step of a workflow makes one, they may bring it, and nothing is said.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'docker-bake.hcl',
      bad: BAKE('"«shops»"'),
      good: BAKE('"shop"'),
      files: {
        ...serverFiles(':8080'),
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'build',
  *check({ file, baked }, contract) {
    if (!baked || baked.absent.length === 0 || isBrought(file, contract)) return;
    const services = new Set(
      contract.builds.map(({ service, runs }) => (runs === undefined ? service?.name : undefined)),
    );
    const absent = baked.absent.filter(({ name }) => !MADE_BY_STEPS.test(name) && !services.has(name));
    const targets = contract.builds.flatMap((one) => (one.file === file && one.baked ? [one.baked.name] : []));
    for (const { name, start, end } of absent) {
      const meant = similarWord(name, targets);
      yield {
        sides: [{ file, start, end, message: ['No target is called `{0}`', name] }],
        repairs: meant === undefined ? [] : [changeWord(file, { value: name, start, end }, meant)],
      };
    }
  },
};

/** docker/metadata-action writes targets of such names. */
const MADE_BY_STEPS = /meta|helper|action/i;

/** Bake reads all that lie beside each other. */
function isBrought(file: string, { list }: Contract): boolean {
  const folder = list?.(file.slice(0, Math.max(0, file.lastIndexOf('/'))));
  const own = file.slice(file.lastIndexOf('/') + 1);
  return !folder || [...folder.keys()].some((name) => name !== own && /\bbake\b.*\.(?:hcl|json)$/.test(name));
}
