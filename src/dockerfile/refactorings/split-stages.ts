import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import { baseFacts } from '../stages/base-images.ts';
import { effective } from '../stages/effective.ts';
import { baseImage } from '../stages/final.ts';
import { dynamicBuilds } from '../commands/go-builds.ts';
import { goCommands, subcommand } from '../commands/go-commands.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { lineEndOf } from '../syntax/new-line.ts';
import { wholeLines } from '../syntax/whole-lines.ts';
import { builtProgram } from './built-program.ts';
import { instructionAt, type Refactored, type Refactoring } from './refactoring.ts';

/** What says how the image runs: it moves to the stage that becomes the image. */
const OF_THE_IMAGE = new Set([
  'EXPOSE',
  'LABEL',
  'ENTRYPOINT',
  'CMD',
  'STOPSIGNAL',
  'HEALTHCHECK',
  'VOLUME',
  'MAINTAINER',
]);
const AFTER_BUILD = new Set([...OF_THE_IMAGE, 'ENV', 'USER', 'WORKDIR']);
/** Variables that only a build reads. */
const OF_THE_BUILD = /^(?:GO\w*|CGO_\w+|CC|CXX|PATH|PKG_CONFIG_PATH|DEBIAN_FRONTEND)$/;

/** One golang stage → a stage that builds and one that holds the program alone. */
export const splitStages: Refactoring = {
  id: 'split-stages',
  kind: 'extract',
  apply(dockerfile: Dockerfile, at: Range): Refactored | undefined {
    const [stage, second] = dockerfile.stages;
    if (!stage || second || !instructionAt(dockerfile, at) || dockerfile.syntax.length > 0) return undefined;
    if (!baseFacts(baseImage(dockerfile, stage)).go || dockerfile.escape !== '\\') return undefined;
    const build = stage.instructions.findLast((one) =>
      goCommands(dockerfile, one).some((command) => /^(?:build|install)$/.test(subcommand(command))),
    );
    if (!build) return undefined;
    const [early, late] = [true, false].map((before) =>
      stage.instructions.filter((one) => one !== build && one.start < build.start === before),
    ) as [Instruction[], Instruction[]];
    if (!late.every(({ keyword }) => AFTER_BUILD.has(keyword))) return undefined;
    const program = builtProgram(dockerfile, stage, build);
    const base = program && runtimeImage(dockerfile, stage, build);
    if (!base) return undefined;
    const moved = early.filter(({ keyword }) => OF_THE_IMAGE.has(keyword));
    const user = effective(early, 'USER');
    const kept = [...early.filter((one) => one === user || moved.includes(one) || isForRun(one)), ...late];
    if (!canRunThere(dockerfile, stage, kept)) return undefined;
    return {
      title: ['Split into a build stage and `{0}` (only the program is copied; files that it reads are not)', base],
      edits: editsFor(dockerfile, stage, build, {
        base,
        program,
        moved,
        kept: kept.filter((one) => !late.includes(one)),
      }),
    };
  },
};

function isForRun({ keyword, pairs }: Instruction): boolean {
  return keyword === 'ENV' && pairs.every(({ key }) => !OF_THE_BUILD.test(key.value));
}

/** An image with the C library that the program needs, or none; undefined where the file does not decide it. */
function runtimeImage(dockerfile: Dockerfile, stage: Stage, build: Instruction): string | undefined {
  // A value that only the call of the build decides.
  if (/CGO_ENABLED["']?[= ]["']?\$/.test(dockerfile.text)) return undefined;
  const user = effective(stage.instructions, 'USER');
  if (!dynamicBuilds(dockerfile, stage).some(({ instruction }) => instruction === build)) {
    return user ? 'gcr.io/distroless/static-debian13' : 'gcr.io/distroless/static-debian13:nonroot';
  }
  const { libc } = baseFacts(baseImage(dockerfile, stage));
  // Against musl it would need the same Alpine and its libraries.
  if (libc !== 'glibc') return undefined;
  return user ? 'gcr.io/distroless/base-debian13' : 'gcr.io/distroless/base-debian13:nonroot';
}

/** There is no shell, no account but root, nobody and nonroot, and no ARG of the build stage. */
function canRunThere({ text }: Dockerfile, stage: Stage, kept: readonly Instruction[]): boolean {
  const declared = stage.instructions.filter(({ keyword }) => keyword === 'ARG');
  const args = new Set(declared.flatMap(({ pairs }) => pairs.map(({ key }) => key.value)));
  return kept.every((one) => {
    const { keyword, json, words, rest, start, end } = one;
    if (usedIn(text.slice(start, end)).some((name) => args.has(name))) return false;
    if (keyword === 'CMD' || keyword === 'ENTRYPOINT') return json !== null;
    if (keyword === 'HEALTHCHECK') return /^none$/i.test(rest.text);
    if (keyword === 'USER')
      return /^(?:\d+|root|nobody|nonroot)(?::(?:\d+|root|nonroot))?$/.test(words[0]?.value ?? '');
    return true;
  });
}

/** Names behind a dollar sign. */
function usedIn(text: string): string[] {
  return [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
}

interface Parts {
  readonly base: string;
  readonly program: { readonly path: string; readonly workdir: string | null };
  readonly moved: readonly Instruction[];
  readonly kept: readonly Instruction[];
}

function editsFor(dockerfile: Dockerfile, stage: Stage, build: Instruction, parts: Parts): TextEdit[] {
  const { text } = dockerfile;
  const lineEnd = lineEndOf(text);
  const { base, program, moved, kept } = parts;
  const name = stage.name?.text ?? 'build';
  const lines = [
    '',
    `FROM ${base}`,
    ...(program.workdir === null ? [] : [`WORKDIR ${program.workdir}`]),
    `COPY --from=${name} ${program.path} ${program.path}`,
    ...kept.map(({ start, end }) => text.slice(start, end)),
  ];
  const { end } = stage.from;
  return [
    ...(stage.name ? [] : [{ start: end, end, text: ' AS build' }]),
    ...moved.map((one) => ({ ...wholeLines(text, one), text: '' })),
    { start: build.end, end: build.end, text: lines.map((line) => `${lineEnd}${line}`).join('') },
  ];
}
