import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { type Command, programName } from '../../shell/commands.ts';
import { baseFacts } from '../stages/base-images.ts';
import { copyOf } from '../files/copies.ts';
import { baseImage } from '../stages/final.ts';
import { goCommands, namesVersion, subcommand } from '../commands/go-commands.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { insertLineBefore } from '../syntax/new-line.ts';
import { commandsOf } from '../commands/run-commands.ts';
import { lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';

export const moduleFileBeforeGo: DockerfileRule = {
  id: 'module-file-before-go',
  title: 'Copy go.mod before Go needs it',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'Go downloads what go.mod lists and builds the packages of its module. Where no COPY has brought that file into the stage, `go mod download` ends with “no modules specified” and `go build` with “go.mod file not found”.',
  exampleOf: 'dockerfile',
  about: ['go'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nWORKDIR /src\nRUN «go mod download»\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nUSER 65532\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]',
      good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum* ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nUSER 65532\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.sum main.go ./\nRUN «CGO_ENABLED=0 go build -o /app»\nFROM scratch\nUSER 65532\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]',
      good: 'FROM golang:1.26 AS build\nWORKDIR /src\nRUN --mount=type=bind,target=. CGO_ENABLED=0 go build -o /app\nFROM scratch\nUSER 65532\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const told = new Set<number>();
    for (const stage of dockerfile.stages) {
      const early = tooEarly(dockerfile, stage);
      if (!early || told.has(early.command.start)) continue;
      const { command, instruction } = early;
      told.add(command.start);
      const { start, end } = command;
      const name = `go ${subcommand(command)}`;
      yield {
        start,
        end,
        message: ['Nothing has brought a go.mod into this stage when `{0}` runs', name],
        fixes: copying(dockerfile, command, instruction),
      };
    }
  },
};

interface Early {
  readonly command: Command;
  readonly instruction: Instruction;
}

/** The first use of a module in a stage that nothing can have brought one into; undefined: there is none, or something may. */
function tooEarly(dockerfile: Dockerfile, stage: Stage): Early | undefined {
  const base = baseImage(dockerfile, stage);
  if (!baseFacts(base).plain || BEFORE_MODULES.test(base ?? '')) return undefined;
  for (const owner of lineage(dockerfile.stages, stage).reverse()) {
    for (const instruction of owner.instructions) {
      if (mayBring(instruction)) return undefined;
      if (instruction.keyword !== 'RUN') continue;
      const uses = new Set(goCommands(dockerfile, instruction));
      for (const command of commandsOf(dockerfile, instruction)) {
        const needs = uses.has(command) && NEEDS_MODULE.has(subcommand(command)) && !namesVersion(command);
        if (needs) return looksAround(command) ? { command, instruction } : undefined;
        if (!makesNoFile(command)) return undefined;
      }
    }
  }
  return undefined;
}

/** Until 1.15, Go builds by GOPATH where there is no go.mod. */
const BEFORE_MODULES = /(?:^|\/)golang:1\.(?:\d|1[0-5])(?!\d)/;

const NEEDS_MODULE = new Set([
  ...['mod download', 'mod verify', 'mod tidy', 'mod vendor'],
  ...['build', 'install', 'test', 'vet', 'generate'],
]);

/** For a module where it runs: files and the standard library can be built without one, and flags lead elsewhere. */
function looksAround({ words, assignments, wrappers }: Command): boolean {
  const said = [...words, ...assignments].map(({ value }) => value);
  const elsewhere = /\.go$|\$|^(?:std|cmd)(?:\/|$)|^-C|^-modfile|^(?:GO111MODULE|GOFLAGS|GOWORK)=/;
  return wrappers.length === 0 && !said.some((value) => elsewhere.test(value));
}

function mayBring(instruction: Instruction): boolean {
  const { keyword, flags, heredocs } = instruction;
  if (keyword === 'ONBUILD' || keyword === 'ADD' || heredocs.length > 0) return true;
  if (keyword === 'ENV' || keyword === 'ARG') return /\bGO(?:111MODULE|FLAGS|WORK)\b/.test(instruction.rest.text);
  if (keyword === 'RUN')
    return flags.some(
      ({ name, value }) => name === 'mount' && !/\btype=(?:cache|secret|ssh|tmpfs)\b/.test(value?.value ?? ''),
    );
  const copy = copyOf(instruction);
  return (
    copy !== undefined &&
    (copy.from !== undefined ||
      !copy.sources.every((source) => /(?:^|\/)(?:go\.(?:sum|work(?:\.sum)?)|[\w-]+\.go)$/.test(source)))
  );
}

/** What prepares an image: packages, users and folders. */
function makesNoFile(command: Command): boolean {
  const name = programName(command);
  if (name === 'go') return /^(?:version|env|install|env -w)$/.test(subcommand(command));
  return /^(?:apk|apt-get|apt|update-ca-certificates|adduser|addgroup|useradd|groupadd|mkdir|chmod|chown|rm|set|export|echo|true)$/.test(
    name,
  );
}

/** Before a download alone: a build needs the source, too. */
function copying({ text }: Dockerfile, command: Command, instruction: Instruction): Fix[] {
  if (subcommand(command) !== 'mod download') return [];
  const edits = [insertLineBefore(text, instruction, 'COPY go.mod go.sum* ./')];
  return [{ title: ['Copy `go.mod` and `go.sum` first'], safe: false, edits }];
}
