import { finalStage } from '../../dockerfile/stages/final.ts';
import type { EnvVariable, Listener, Program } from '../../go/project.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { isOfType, likelyValues, wantedMessage, type Wanted } from '../variables/value-type.ts';
import type { ContainerVariable } from '../variables/container-environment.ts';
import { textAt } from '../../kubernetes/fields.ts';
import { placesOf, type VariablePlace } from '../variables/variable-place.ts';

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
  initToo: true,
  *check(container, contract) {
    const { program, environment } = container;
    if (!program) return;
    for (const variable of program.env) {
      const wanted = wantedOf(variable, program, contract);
      if (wanted === undefined || variable.secret) continue;
      const set = environment.variables.get(variable.name);
      if (set) {
        yield* misfitOfPod(set, variable, wanted, container, program);
        for (const place of placesOf(set, container)) yield* misfit(place, variable, wanted, program);
      } else if (!environment.mayBeSet(variable.name)) {
        yield* misfitInImage(container, variable, wanted, program);
      }
    }
  },
};

function wantedOf(variable: EnvVariable, { listens }: Program, contract: Contract): Wanted | undefined {
  const { name, type } = variable;
  const own = listens.filter(({ configuredBy }) => configuredBy.includes(`env:${name}`));
  if (!/(?:^|_)PORT$/i.test(name) || own.length === 0) return type;
  return isJoined(variable, own, contract) ? 'bare port' : 'port';
}

/** Puts a colon before a port. */
const JOINS = /":"\s*\+|"[^"\s]*:%[dsv]"|\bJoinHostPort\(/;
/** May take a colon away, or look for one. */
const LOOKS = /\.(?:Has\w+|Contains\w*|Trim\w*|Split\w*|Cut\w*|Index\w*|Replace\w*|Fields\w*|Match\w*|Parse)\(/;

/** The source adds the colon itself whatever the text is: its default is a bare number, and nothing looks for a colon. */
function isJoined({ default: usual, file }: EnvVariable, own: readonly Listener[], { sourceOf }: Contract): boolean {
  const sources = [...new Set([file, ...own.map((one) => one.file)])].map(sourceOf);
  return (
    usual !== null &&
    /^\d+$/.test(usual) &&
    sources.every((text) => text !== undefined && !LOOKS.test(text)) &&
    sources.some((text) => text !== undefined && JOINS.test(text))
  );
}

function* misfit(
  { text, file, value, rewrite }: VariablePlace,
  variable: EnvVariable,
  listened: Wanted,
  program: Program,
): Iterable<Fault> {
  // A port that is parsed is a number, too.
  const wanted = variable.type !== undefined && isOfType(text ?? '', listened) ? variable.type : listened;
  if (text === null || text.trim() === '' || text.includes('$') || isOfType(text, wanted)) return;
  yield {
    sides: [{ file, ...value, message: wantedMessage(program.name, variable.name, text, wanted) }],
    related: [inSource(variable, ['reads `{0}` here', variable.name])],
    ...severityOf(wanted),
    repairs: likelyValues(text, wanted, variable.default).flatMap((next) => {
      const edit = rewrite(next);
      return edit ? [{ title: ['Change to `{0}`', next] as const, changes: [{ file, edits: [edit] }] }] : [];
    }),
  };
}

/** What the fields of a pod are like: none is a number, a duration, or true or false. */
const LIKE: Readonly<Record<string, string>> = {
  'metadata.name': 'shop-7c9f-x2x4z',
  'metadata.namespace': 'shop',
  'metadata.uid': '5d3f1c2e-0f5b-4f0e-9b57-3a1f6c1d2e4f',
  'spec.nodeName': 'node-a',
  'spec.serviceAccountName': 'shop',
  'status.podIP': '10.1.2.3',
  'status.hostIP': '10.1.2.3',
};

function* misfitOfPod(
  { podField }: ContainerVariable,
  variable: EnvVariable,
  wanted: Wanted,
  { facts: { file } }: ContractContainer,
  program: Program,
): Iterable<Fault> {
  const like = podField && LIKE[textAt(podField) ?? ''];
  if (!podField || like === undefined || isOfType(like, wanted)) return;
  const { start, end } = podField;
  yield {
    sides: [{ file, start, end, message: wantedMessage(program.name, variable.name, textAt(podField) ?? '', wanted) }],
    related: [inSource(variable, ['reads `{0}` here', variable.name])],
    ...severityOf(wanted),
    repairs: [],
  };
}

/** A program that cannot listen does not start. */
function severityOf(wanted: Wanted): Pick<Fault, 'severity'> {
  return wanted === 'port' || wanted === 'bare port' ? { severity: 'error' } : {};
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
