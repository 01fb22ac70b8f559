import type { Range, Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';

export const goModuleChecks: DockerfileRule = {
  id: 'go-module-checks',
  title: 'Let Go verify the modules it downloads',
  severity: 'warning',
  aliases: [],
  why: 'Go compares every module with a public log of checksums, so that nobody on the way can change a dependency. `GOSUMDB=off`, `GONOSUMDB=*` and `GOFLAGS=-insecure` switch that off for everything; `GOINSECURE=*` takes modules over plain HTTP. For private modules name their hosts: `GOPRIVATE=git.example.com`.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26\nENV «GOSUMDB=off»',
      good: 'FROM golang:1.26\nENV GOPRIVATE=git.example.com',
    },
    {
      bad: 'FROM golang:1.26\nRUN «GOFLAGS=-insecure» go mod download',
      good: 'FROM golang:1.26\nRUN GOFLAGS=-mod=vendor go build ./...',
    },
    {
      bad: 'FROM golang:1.26\nARG «GONOSUMDB=*»\nRUN go env -w «GOINSECURE=*»\nRUN export «GONOSUMCHECK=1»',
      good: 'FROM golang:1.26\nARG GONOSUMDB=git.example.com/*\nRUN go env -w GOINSECURE=git.example.com',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { keyword, pairs } of dockerfile.instructions) {
      if (keyword !== 'ENV' && keyword !== 'ARG') continue;
      for (const { key, value } of pairs) {
        if (value) yield* report({ start: key.start, end: value.end }, key.value, value.value);
      }
    }
    for (const { command, name } of dockerfile.commands) {
      for (const word of command.assignments) if (word.value.startsWith('GO')) yield* ofWord(word);
      if (name !== 'export' && name !== 'go') continue;
      for (const word of command.words) if (word.value.startsWith('GO')) yield* ofWord(word);
    }
  },
};

function* ofWord({ start, end, value }: Word): Iterable<Report> {
  const equals = value.indexOf('=');
  if (equals > 0) yield* report({ start, end }, value.slice(0, equals), value.slice(equals + 1));
}

function* report(range: Range, name: string, value: string): Iterable<Report> {
  const message = problemOf(name, value);
  if (message) yield { ...range, message };
}

function problemOf(name: string, value: string): Message | undefined {
  switch (name) {
    case 'GOSUMDB':
      return value === 'off' ? ['`{0}` switches off the checksums of all modules', 'GOSUMDB=off'] : undefined;
    case 'GONOSUMDB':
    case 'GONOSUMCHECK':
    case 'GOPRIVATE': {
      const all = name === 'GONOSUMCHECK' ? value === '1' : value.split(',').some((one) => one.trim() === '*');
      return all ? ['`{0}` switches off the checksums of all modules', `${name}=${value}`] : undefined;
    }
    case 'GOINSECURE':
      return value.split(',').some((one) => one.trim() === '*')
        ? ['`{0}` takes every module over connections that nobody checks', `${name}=${value}`]
        : undefined;
    case 'GOFLAGS':
      return /(?:^|\s)-insecure(?:\s|$)/.test(value)
        ? ['`{0}` takes every module over connections that nobody checks', `${name}=${value}`]
        : undefined;
    default:
      return undefined;
  }
}
