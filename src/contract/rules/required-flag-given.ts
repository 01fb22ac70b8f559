import { deploymentOf } from '../example-files.ts';
import { sideIn } from '../fault.ts';
import { givenFlags } from '../given-flags.ts';
import { argumentsOf, callsKnown, isMadeByKo, isRunDirectly } from '../run-directly.ts';
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
    const { program, facts, overlaidArguments } = container;
    const { flags, requiredFlags } = program ?? {};
    // What an image that no file here builds gives the program is not seen.
    const isSeen = container.image !== null || facts.command !== null || isMadeByKo(facts);
    const args = argumentsOf(container);
    if (!program || !flags || !requiredFlags || !isSeen || args === null || !isRunDirectly(container)) return;
    const isRun = callsKnown(args, program) && overlaidArguments?.every((one) => callsKnown(one, program)) === true;
    if (!isRun) return;
    const command = program.command?.args.length ?? 0;
    const lists = [args, ...overlaidArguments].map((one) => one.slice(command));
    const given = lists.flatMap((one) => givenFlags(one, flags));
    // What is given under no name that the program has is reported there.
    if (given.some(({ flag }) => flag === null)) return;
    const names = new Set(given.flatMap(({ flag, name }) => [name, flag?.name, flag?.aliasOf]));
    for (const flag of requiredFlags.filter(({ name }) => !names.has(name))) {
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
