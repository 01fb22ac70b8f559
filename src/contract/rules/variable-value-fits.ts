import { finalStage } from '../../dockerfile/final.ts';
import type { EnvVariable, Program } from '../../go/project.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../example-files.ts';
import type { Fault } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { isOfType, likelyValues, wantedMessage, type Wanted } from '../value-type.ts';
import { placesOf, type VariablePlace } from '../variable-place.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"log"\n\t"os"\n\t"time"\n)\n\nfunc main() {\n\ttimeout, err := time.ParseDuration(os.Getenv("TIMEOUT"))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\ttime.Sleep(timeout)\n}\n',
};

export const variableValueFits: ContractRule = {
  id: 'variable-value-fits',
  title: 'Set variables to values that the program can parse',
  severity: 'warning',
  aliases: [],
  why: 'The source parses the text of these variables: as a whole number, a switch, a duration. A text that is none ends the program, or is dropped for a default without a word. Durations of Go have a unit: `30s`, not `30`.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('env:\n  - name: TIMEOUT\n    value: «"30"»'),
      good: deploymentOf('env:\n  - name: TIMEOUT\n    value: "30s"'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  *check(container) {
    const { program, environment } = container;
    if (!program) return;
    for (const variable of program.env) {
      const wanted = wantedOf(variable, program);
      if (wanted === undefined || variable.secret) continue;
      const set = environment.variables.get(variable.name);
      if (set) {
        for (const place of placesOf(set, container)) yield* misfit(place, variable, wanted, program);
      } else if (!environment.mayBeSet(variable.name)) {
        yield* misfitInImage(container, variable, wanted, program);
      }
    }
  },
};

function wantedOf({ name, type }: EnvVariable, { listens }: Program): Wanted | undefined {
  const isPort = /(?:^|_)PORT$/i.test(name) && listens.some(({ configuredBy }) => configuredBy.includes(`env:${name}`));
  return isPort ? 'port' : type;
}

function* misfit(
  { text, file, value, rewrite }: VariablePlace,
  variable: EnvVariable,
  wanted: Wanted,
  program: Program,
): Iterable<Fault> {
  if (text === null || text.trim() === '' || text.includes('$') || isOfType(text, wanted)) return;
  yield {
    sides: [{ file, ...value, message: wantedMessage(program.name, variable.name, text, wanted) }],
    related: [inSource(variable, ['reads `{0}` here', variable.name])],
    ...(wanted === 'port' ? { severity: 'error' } : {}),
    repairs: likelyValues(text, wanted, variable.default).flatMap((next) => {
      const edit = rewrite(next);
      return edit ? [{ title: ['Change to `{0}`', next] as const, changes: [{ file, edits: [edit] }] }] : [];
    }),
  };
}

/** What the Dockerfile sets, where the manifest sets nothing. */
function* misfitInImage({ image }: ContractContainer, variable: EnvVariable, wanted: Wanted, program: Program) {
  const set = image ? finalStage(image.dockerfile)?.env.get(variable.name) : undefined;
  if (!image || set?.value === undefined) return;
  const place: VariablePlace = {
    file: image.file,
    name: set.range,
    value: set.range,
    object: null,
    text: set.value,
    rename: () => undefined,
    rewrite: (next) => (/^[\w.:/-]+$/.test(next) ? { ...set.range, text: next } : undefined),
  };
  yield* misfit(place, variable, wanted, program);
}
