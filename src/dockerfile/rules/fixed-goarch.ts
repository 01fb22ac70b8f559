import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { lineEndOf } from '../syntax/new-line.ts';

export const fixedGoarch: DockerfileRule = {
  id: 'fixed-goarch',
  title: 'Build for the platform that the image is built for',
  severity: 'info',
  aliases: [],
  why: '`GOARCH=amd64` puts the same binary into the image of every platform: built for arm64, it is an arm64 image with an amd64 program, which fails with “exec format error”. BuildKit tells the platform in `TARGETARCH`; without GOARCH Go builds for the platform of its stage.',
  exampleOf: 'dockerfile',
  about: ['ENV', 'go'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nRUN GOOS=linux «GOARCH=amd64» go build -o /app .',
      good: 'FROM golang:1.26 AS build\nARG TARGETARCH\nRUN GOOS=linux GOARCH=$TARGETARCH go build -o /app .',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\nENV «GOARCH=amd64»\nRUN go build -o /app .',
      good: 'FROM golang:1.26 AS build\nRUN go build -o /app .',
    },
    {
      bad: 'FROM golang:1.26 AS build\nARG TARGETARCH\nRUN «GOARCH=arm64» go build -o /app .',
      good: 'FROM golang:1.26 AS build\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /app .',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN «GOARCH=amd64» go build -o /app .\nFROM alpine:3.23',
      good: 'FROM --platform=linux/amd64 golang:1.26 AS build\nRUN GOARCH=amd64 go build -o /app .\nRUN GOOS=js GOARCH=wasm go build -o /web/app.wasm ./web\nRUN for arch in amd64 arm64; do GOARCH=$arch go build -o /out/$arch .; done',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const stage of dockerfile.stages) {
      if (stage.platform !== null && !stage.platform.text.includes('$')) continue;
      for (const { keyword, pairs } of stage.instructions) {
        for (const { key, value } of keyword === 'ENV' ? pairs : []) {
          if (key.value !== 'GOARCH' || !value || !isMachine(value.value)) continue;
          yield { start: key.start, end: value.end, message: message(value.value) };
        }
      }
    }
    for (const { command, stage, run, all } of dockerfile.commandsByName.get('go') ?? []) {
      if (stage?.platform && !stage.platform.text.includes('$')) continue;
      // Several platforms in one RUN are meant to be what they say.
      if (all.filter(({ assignments }) => assignments.some(({ value }) => value.startsWith('GOARCH='))).length > 1)
        continue;
      for (const { start, end, value } of command.assignments) {
        const machine = value.startsWith('GOARCH=') ? value.slice('GOARCH='.length) : '';
        if (!isMachine(machine)) continue;
        const declare = stage && declares(stage) ? [] : [declaration(dockerfile, run.start)];
        yield {
          start,
          end,
          message: message(machine),
          fixes: [
            {
              title: ['Build for `$TARGETARCH`, the platform of the image'],
              safe: false,
              edits: [...declare, { start, end, text: 'GOARCH=$TARGETARCH' }],
            },
          ],
        };
      }
    }
  },
};

function message(machine: string) {
  return ['`GOARCH={0}` ignores the platform that the image is built for', machine] as const;
}

/** Not wasm and its like, which run elsewhere than in the container. */
function isMachine(value: string): boolean {
  return /^(?:amd64|arm64|arm|386|ppc64le|s390x|riscv64)$/.test(value);
}

function declares({ instructions }: Stage): boolean {
  return instructions.some(
    ({ keyword, pairs }) => keyword === 'ARG' && pairs.some(({ key }) => key.value === 'TARGETARCH'),
  );
}

function declaration({ text }: Dockerfile, start: number) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { start: lineStart, end: lineStart, text: `ARG TARGETARCH${lineEndOf(text)}` };
}
