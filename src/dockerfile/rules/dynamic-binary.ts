import type { Report, Rule } from '../../lint/rule.ts';
import { baseImage } from '../final.ts';
import { imageFacts } from '../image.ts';
import type { Dockerfile, Instruction, Stage, Word } from '../model.ts';
import { commandsOf } from '../run-commands.ts';
import { type Command, programName } from '../shell.ts';
import { lineage, stageNamed } from '../stages.ts';
import type { DockerfileSubject } from '../subject.ts';
import { expand, scopeAt } from '../variables.ts';

export const dynamicBinary: Rule<DockerfileSubject> = {
  id: 'dynamic-binary',
  title: 'Build a static binary for an image without a C library',
  severity: 'warning',
  aliases: [],
  why: 'With cgo on, which it is where a C compiler is found, a Go program that uses `net` or `os/user` is linked against the C library of the build stage. In `scratch` or distroless static there is none, on Alpine there is another: the container fails with “no such file or directory”. `CGO_ENABLED=0` makes a binary that runs anywhere.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nCOPY . .\nRUN go mod download && «go build -o /app .»\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nCOPY . .\nRUN go mod download && CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN «go build -o /out/app .»\nFROM alpine:3.23\nCOPY --from=build /out/ /\nUSER 65532',
      good: 'FROM golang:1.26-alpine AS build\nRUN go build -o /out/app .\nFROM alpine:3.23\nCOPY --from=build /out/ /\nUSER 65532',
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN «go build -o /app .»\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=0 /app /app',
      good: 'FROM golang:1.26 AS build\nENV CGO_ENABLED=0\nRUN go build -o /app .\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=0 /app /app',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const target = dockerfile.stages.at(-1);
    const image = target && baseImage(dockerfile, target);
    if (!target || image === undefined) return;
    const { libc: there } = imageFacts(image);
    if (there === null) return;
    for (const { stage, path } of copiedFrom(dockerfile, target)) {
      const from = baseImage(dockerfile, stage);
      const here = from === undefined ? null : imageFacts(from).libc;
      if (here === null || here === 'none' || here === there) continue;
      for (const build of dynamicBuilds(dockerfile, stage, here)) {
        if (!writes(build, path)) continue;
        const [first] = build.command.words;
        yield {
          start: build.command.start,
          end: build.command.end,
          message:
            there === 'none'
              ? ['The binary may need the C library of `{0}`, and `{1}` has none', from ?? '', image]
              : ['The binary may need the C library of `{0}`, and `{1}` has another', from ?? '', image],
          ...(first
            ? {
                fixes: [
                  {
                    title: ['Build with `CGO_ENABLED=0` (the program must not need cgo)'],
                    safe: false,
                    edits: [{ start: first.start, end: first.start, text: 'CGO_ENABLED=0 ' }],
                  },
                ],
              }
            : {}),
        };
      }
    }
  },
};

/** What the final image copies from stages of this file. */
function copiedFrom(dockerfile: Dockerfile, target: Stage): { stage: Stage; path: string }[] {
  return lineage(dockerfile.stages, target).flatMap((owner) =>
    owner.instructions.flatMap(({ keyword, flags, words, json }) => {
      const reference = keyword === 'COPY' ? flags.find(({ name }) => name === 'from')?.value?.value : undefined;
      const stage = reference === undefined ? undefined : stageNamed(dockerfile.stages, reference, owner.index);
      const sources = (json ?? words).slice(0, -1);
      return stage ? sources.map(({ value }) => ({ stage, path: value })) : [];
    }),
  );
}

interface Build {
  readonly command: Command;
  /** Value of `-o`; undefined for none. */
  readonly output: string | undefined;
}

function dynamicBuilds(dockerfile: Dockerfile, stage: Stage, libc: 'glibc' | 'musl'): Build[] {
  const line = lineage(dockerfile.stages, stage);
  // Go's own Alpine images bring no C compiler: cgo is off by itself unless one is installed.
  if (
    libc === 'musl' &&
    !line.some(({ instructions }) => instructions.some((one) => installsCompiler(dockerfile, one)))
  )
    return [];
  return line.flatMap((owner) =>
    owner.instructions.flatMap((instruction) =>
      instruction.keyword === 'RUN' ? buildsIn(dockerfile, owner, instruction) : [],
    ),
  );
}

function buildsIn(dockerfile: Dockerfile, stage: Stage, instruction: Instruction): Build[] {
  const scope = scopeAt(dockerfile, stage, instruction.start);
  const builds: Build[] = [];
  let decidedOff = switchedOff(scope.get('CGO_ENABLED')?.value, scope.has('CGO_ENABLED'));
  for (const command of commandsOf(dockerfile, instruction)) {
    const { words, assignments } = command;
    const texts = words.map(({ value }) => value);
    const exported = [...assignments, ...(texts[0] === 'export' ? words : [])].find(({ value }) =>
      value.startsWith('CGO_ENABLED='),
    );
    const off = exported ? isOff(exported, stage, dockerfile, instruction) : undefined;
    if (texts[0] === 'export' || words.length === 0) decidedOff = off ?? decidedOff;
    if (texts[0] === 'go' && texts[1] === 'env' && texts.includes('-w') && texts.includes('CGO_ENABLED=0'))
      decidedOff = true;
    if (programName(command) !== 'go' || !['build', 'install'].includes(texts[1] ?? '')) continue;
    const isStatic = texts.some((text) => /-static\b/.test(text)) || texts.some((text) => /^-tags=?.*netgo/.test(text));
    if (off ?? decidedOff ?? false) continue;
    if (!isStatic) builds.push({ command, output: outputOf(texts) });
  }
  return builds;
}

/** True: off; undefined: not set; a value that only the build's call decides counts as off, since nothing is known. */
function switchedOff(value: string | undefined, isSet: boolean): boolean | undefined {
  if (!isSet) return undefined;
  return value === undefined || value === '0';
}

function isOff({ value }: Word, stage: Stage, dockerfile: Dockerfile, { start }: Instruction): boolean {
  const expanded = expand(value.slice('CGO_ENABLED='.length), scopeAt(dockerfile, stage, start), dockerfile.escape);
  return expanded === undefined || expanded === '0' || value.includes('$');
}

function installsCompiler(dockerfile: Dockerfile, instruction: Instruction): boolean {
  if (instruction.keyword !== 'RUN') return false;
  return commandsOf(dockerfile, instruction).some(({ words }) =>
    words.some(({ value }) => /^(?:gcc|build-base|musl-dev|clang|alpine-sdk)(?:[=<>~].*)?$/.test(value)),
  );
}

function outputOf(words: readonly string[]): string | undefined {
  const index = words.indexOf('-o');
  return index >= 0 ? words[index + 1] : words.find((word) => word.startsWith('-o='))?.slice(3);
}

/** Whether a copied path may be what the build wrote; without `-o`, or with a variable in it, it may. */
function writes({ output }: Build, path: string): boolean {
  if (output === undefined || /[$*?]/.test(output + path)) return true;
  const clean = (text: string) => text.replace(/^\.\//, '').replace(/\/+$/, '');
  const [made, copied] = [clean(output), clean(path)];
  if (made === copied || made.startsWith(`${copied}/`) || copied.startsWith(`${made}/`)) return true;
  // A relative path is below the WORKDIR, wherever that is.
  return !made.startsWith('/') && copied.endsWith(`/${made}`);
}
