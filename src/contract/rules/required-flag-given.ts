import type { DemandingCommand, Program } from '../../go/project.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { sideIn } from '../fault.ts';
import { givenFlags, namesGiven } from '../flags/given-flags.ts';
import { callsKnown, everyArguments, isRunDirectly } from '../images/run-directly.ts';
import type { ContractRule } from '../rule.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"flag"\n\t"log"\n)\n\nfunc main() {\n\tupstream := flag.String("upstream", "", "")\n\tflag.Parse()\n\tif *upstream == "" {\n\t\tlog.Fatal("-upstream is missing")\n\t}\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
};

export const requiredFlagGiven: ContractRule = {
  id: 'required-flag-given',
  title: 'Give a program the flags without which it does not start',
  severity: 'error',
  aliases: [],
  why: 'The source demands a flag, by a mark of its library or by a test in `main`, and no variable stands for it: without the flag the program ends at once, and the container restarts again and again. Said only where all arguments of the container are seen, and the source shows every flag of the program.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('args: []').replace('- name: shop', '- name: «shop»'),
      good: deploymentOf('args:\n  - --upstream=http://stock'),
      files: FILES,
    },
  ],
  about: 'container',
  initToo: true,
  *check(container) {
    const { program, facts } = container;
    const { flags } = program ?? {};
    const all = everyArguments(container);
    if (!program || !flags || !all || !isRunDirectly(container)) return;
    const demanding = demandsOf(program).find((command) => all.every((one) => callsKnown(one, { command })));
    if (!demanding) return;
    const lists = all.map((one) => one.slice(demanding.args.length));
    const given = lists.flatMap((one) => givenFlags(one, flags));
    // What is given under no name that the program has is reported there.
    if (given.some(({ flag }) => flag === null)) return;
    const names = namesGiven(given);
    for (const flag of demanding.flags.filter(({ name }) => !names.has(name))) {
      yield {
        sides: [
          { file: facts.file, ...facts.at, message: ['`{0}` does not start without `--{1}`', program.name, flag.name] },
          sideIn(flag, [
            'Container `{0}` of {1} `{2}` does not give `--{3}`',
            facts.name,
            facts.workload.kind,
            facts.workload.name,
            flag.name,
          ]),
        ],
      };
    }
  },
};

/** What the program demands as it serves, then what others of its commands do, the longest first. */
function demandsOf({ command, requiredFlags, demandingCommands = [] }: Program): readonly DemandingCommand[] {
  const serving = requiredFlags ? [{ args: command?.args ?? [], flags: requiredFlags }] : [];
  return [...serving, ...demandingCommands.toSorted((a, b) => b.args.length - a.args.length)];
}
