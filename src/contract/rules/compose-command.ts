import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import type { ContractRule } from '../rule.ts';
import { flagFaults } from '../flags/flag-faults.ts';

const MAIN =
  'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("listen-addr", ":8080", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*addr, nil)\n}\n';

export const composeCommand: ContractRule = {
  id: 'compose-command',
  title: 'Give a compose service flags that its program has',
  severity: 'error',
  aliases: [],
  why: 'What `command` says goes to the program behind its own name. A flag that the program does not define, or a value that the flag cannot parse, ends it at once. Said only where the source shows every flag that the program takes.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('command: [«"--listen-adr=:8080"»]'),
      good: composeOf('command: ["--listen-addr=:8080"]'),
      files: { ...COMPOSE_FILES, 'main.go': MAIN },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const run = contract.composedOf(build);
    if (!run) return;
    const { file } = build;
    const { start, end } = run.service;
    const words = run.words.map(({ value, at = { start, end } }) => ({ value, file, ...at }));
    yield* flagFaults(words, run.program, '');
  },
};
