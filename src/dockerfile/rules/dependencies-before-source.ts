import type { Report, Rule } from '../../lint/rule.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { commandsOf } from '../run-commands.ts';
import { programName } from '../shell.ts';
import { lineage } from '../stages.ts';
import type { DockerfileSubject } from '../subject.ts';

export const dependenciesBeforeSource: Rule<DockerfileSubject> = {
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
    },
    {
      bad: 'FROM golang:1.26 AS build\n«COPY . /src»\nRUN cd /src && go mod download\nFROM scratch\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nCOPY . /src\nRUN cd /src && go build -mod=vendor -o /app .\nFROM scratch\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const stage of dockerfile.stages) {
      const whole = stage.instructions.find(copiesEverything);
      if (!whole) continue;
      const before = earlier(dockerfile, stage, whole);
      if (
        before.some((one) => copiesModuleFiles(one) || mountsSource(one)) ||
        before.some((one) => downloads(dockerfile, one))
      )
        continue;
      const after = stage.instructions.filter(({ start }) => start > whole.start);
      const user = after.find((one) => usesModules(dockerfile, one));
      if (!user || vendored(dockerfile, after)) continue;
      yield {
        start: whole.start,
        end: whole.end,
        message: ['All source is copied before Go’s modules are downloaded, so every edit downloads them again'],
        fixes: [
          {
            title: ['Copy `go.mod` and `go.sum` and download modules first'],
            safe: false,
            edits: [{ start: whole.start, end: whole.start, text: lines(dockerfile, destination(whole)) }],
          },
        ],
      };
    }
  },
};

function lines({ text }: Dockerfile, folder: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const run = folder === './' ? 'RUN go mod download' : `RUN cd ${folder} && go mod download`;
  return `COPY go.mod go.sum ${folder}${lineEnd}${run}${lineEnd}`;
}

function destination({ words }: Instruction): string {
  const value = words.at(-1)?.value ?? '.';
  return value === '.' || value === './' ? './' : `${value.replace(/\/$/, '')}/`;
}

function copiesEverything({ keyword, words, flags }: Instruction): boolean {
  if (keyword !== 'COPY' && keyword !== 'ADD') return false;
  return words.length === 2 && /^\.?\/?$/.test(words[0]?.value ?? '') && !flags.some(({ name }) => name === 'from');
}

function earlier(dockerfile: Dockerfile, stage: Stage, whole: Instruction): Instruction[] {
  return lineage(dockerfile.stages, stage).flatMap(({ instructions }) =>
    instructions.filter((one) => one.start < whole.start),
  );
}

function copiesModuleFiles({ keyword, words }: Instruction): boolean {
  return (
    (keyword === 'COPY' || keyword === 'ADD') &&
    words.some(({ value }) =>
      /(?:^|\/)(?:go\.(?:mod|sum|work|\*)|go\.mod\*?|vendor)$|go\.\*|(?:^|\/)vendor\//.test(value),
    )
  );
}

/** `RUN --mount=type=bind,source=go.mod …` needs no copy. */
function mountsSource({ keyword, flags }: Instruction): boolean {
  return (
    keyword === 'RUN' &&
    flags.some(({ name, value }) => name === 'mount' && /source=go\.|src=go\./.test(value?.value ?? ''))
  );
}

function goCommands(dockerfile: Dockerfile, instruction: Instruction) {
  if (instruction.keyword !== 'RUN') return [];
  return commandsOf(dockerfile, instruction).filter((command) => programName(command) === 'go');
}

function downloads(dockerfile: Dockerfile, instruction: Instruction): boolean {
  return goCommands(dockerfile, instruction).some(
    ({ words }) => words[1]?.value === 'mod' && words[2]?.value === 'download',
  );
}

function usesModules(dockerfile: Dockerfile, instruction: Instruction): boolean {
  return goCommands(dockerfile, instruction).some(({ words }) =>
    ['build', 'install', 'test', 'run', 'mod', 'get'].includes(words[1]?.value ?? ''),
  );
}

function vendored(dockerfile: Dockerfile, instructions: readonly Instruction[]): boolean {
  return instructions.some((one) =>
    goCommands(dockerfile, one).some(({ words }) => words.some(({ value }) => value === '-mod=vendor')),
  );
}
