import type { Report } from '../../lint/rule.ts';
import { copyOf } from '../files/copies.ts';
import { goCommands, namesVersion, subcommand } from '../commands/go-commands.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { instructionsOf } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';
import { scopedInstructions } from '../variables/variables.ts';
import { lineEndOf } from '../syntax/new-line.ts';

export const dependenciesBeforeSource: DockerfileRule = {
  id: 'dependencies-before-source',
  title: 'Download Go modules before the source is copied',
  severity: 'info',
  aliases: [],
  why: 'A layer is built again when a file before it changed. With the whole source copied first, every edit downloads all modules anew; with go.mod and go.sum first, only a change of dependencies does. A cache mount saves the downloads, too, but only on the machine that has it.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nWORKDIR /src\n«COPY . .»\nRUN CGO_ENABLED=0 go build -o /app ./cmd/app\nFROM scratch\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app ./cmd/app\nFROM scratch\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\n«COPY . /src»\nRUN cd /src && go mod download\nFROM scratch\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nCOPY . /src\nRUN cd /src && CGO_ENABLED=0 go build -mod=vendor -o /app .\nFROM scratch\nUSER 65532',
    },
    {
      bad: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\n«COPY . .»\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nFROM scratch\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build ./...\nFROM scratch\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const reported = new Set<Instruction>();
    for (const stage of dockerfile.stages) {
      const whole = copyBeforeDownload(dockerfile, instructionsOf(dockerfile.stages, stage));
      if (!whole || reported.has(whole) || vendorsByVariable(dockerfile, stage)) continue;
      reported.add(whole);
      const text = layer(dockerfile, whole);
      yield {
        start: whole.start,
        end: whole.end,
        message: ['All source is copied before Go’s modules are downloaded, so every edit downloads them again'],
        fixes: [
          {
            title: ['Copy `go.mod` and `go.sum` and download modules first'],
            safe: false,
            edits: [{ start: whole.start, end: whole.start, text }],
          },
        ],
      };
    }
  },
};

/** The copy of the whole context that stands before the first use of modules, with no download before it. */
function copyBeforeDownload(dockerfile: Dockerfile, instructions: readonly Instruction[]): Instruction | undefined {
  let whole: Instruction | undefined;
  for (const instruction of instructions) {
    if (!whole) {
      if (copiesEverything(instruction)) whole = instruction;
      else if (copiesVendor(instruction) || uses(dockerfile, instruction, DOWNLOADS)) return undefined;
    } else if (uses(dockerfile, instruction, ['mod vendor']) || vendors(dockerfile, instruction)) return undefined;
    else if (uses(dockerfile, instruction, NEEDS_MODULES)) return whole;
  }
  return undefined;
}

const DOWNLOADS = ['mod download', 'mod vendor', 'mod tidy', 'get', 'build', 'list'];
const NEEDS_MODULES = ['build', 'install', 'test', 'run', 'vet', 'generate', 'get', 'mod download', 'mod tidy'];

function uses(dockerfile: Dockerfile, instruction: Instruction, subcommands: readonly string[]): boolean {
  return goCommands(dockerfile, instruction).some(
    // That downloads a tool, not the program's modules.
    (command) => subcommands.includes(subcommand(command)) && !namesVersion(command),
  );
}

function vendors(dockerfile: Dockerfile, instruction: Instruction): boolean {
  return goCommands(dockerfile, instruction).some(({ words, assignments }) =>
    [...words, ...assignments].some(({ value }) => /-mod=vendor\b/.test(value)),
  );
}

function vendorsByVariable(dockerfile: Dockerfile, stage: Dockerfile['stages'][number]): boolean {
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    const flags = instruction === null ? scope.variables.get('GOFLAGS') : undefined;
    if (flags && (flags.value === undefined || flags.value.includes('-mod=vendor'))) return true;
  }
  return false;
}

function copiesEverything(instruction: Instruction): boolean {
  const copy = copyOf(instruction);
  return copy?.from === undefined && copy?.sources.length === 1 && /^(?:\.|\.\/|\/|\/\.)$/.test(copy.sources[0] ?? '');
}

function copiesVendor(instruction: Instruction): boolean {
  return copyOf(instruction)?.sources.some((source) => /(?:^|\/)vendor\/?$/.test(source)) ?? false;
}

function layer({ text }: Dockerfile, whole: Instruction): string {
  const lineEnd = lineEndOf(text);
  const target = copyOf(whole)?.destination.replace(/\/+$/, '') ?? '.';
  const [folder, run] =
    target === '.'
      ? ['./', 'go mod download']
      : [`${target}/`, `cd ${target === '' ? '/' : target} && go mod download`];
  return `COPY go.mod go.sum ${folder}${lineEnd}RUN ${run}${lineEnd}`;
}
