import { deploymentOf } from '../examples/example-files.ts';
import { flagFaults } from '../flags/flag-faults.ts';
import type { ContractRule } from '../rule.ts';
import { isRunDirectly, isStartSeen, keptWords } from '../images/run-directly.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("listen-addr", ":8080", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*addr, nil)\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
};

export const flagsAccepted: ContractRule = {
  id: 'flags-accepted',
  title: 'Give a program flags that it has, with values that it can parse',
  severity: 'error',
  aliases: [],
  why: 'A program ends at once where it is given a command or a flag that it does not define, or a value that the flag cannot parse, and the container restarts again and again. Said only where the source shows every command and flag that the program takes.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('args:\n  - «--listen-adr=:8080»'),
      good: deploymentOf('args:\n  - --listen-addr=:8080'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  initToo: true,
  *check(container) {
    const { program, facts } = container;
    if (!program?.flags || !isStartSeen(container) || !isRunDirectly(container)) return;
    yield* flagFaults(keptWords(container) ?? [], program, facts.object.file.text);
  },
};
