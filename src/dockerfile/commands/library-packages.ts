import { baseFacts } from '../stages/base-images.ts';
import { copyOf } from '../files/copies.ts';
import { baseImage } from '../stages/final.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { commandsOf } from './run-commands.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import { lineage } from '../stages/stages.ts';

const MANAGERS = new Set(['apk', 'apt', 'apt-get', 'dnf', 'microdnf', 'yum', 'zypper', 'pacman']);
const COMPILER = /^(?:gcc|g\+\+|clang|build-base|build-essential|alpine-sdk|rust|cargo)(?:-\d+)?(?:[=<>~].*)?$/;
const LIBRARY = /^(?:libc6-compat|gcompat|glibc(?:-bin)?|libc6|musl)(?:[=<>~].*)?$/;

/** Installs a C compiler by the system's package manager. */
export function installsCompiler(command: Command): boolean {
  return installs(command, COMPILER);
}

/** Alpine's gcc brings no headers of the C library. Other packages of headers depend on those, or may. */
const HEADERS = /(?:-dev|-sdk)\b|^(?:g\+\+|clang\d*|build-base|rust|cargo)\b|[$`]/;

/** Where a stage on Alpine installs gcc, and nothing that brings the headers of the C library; undefined: it does not, or something may bring them. */
export function gccWithoutHeaders(dockerfile: Dockerfile, stage: Stage): Word | undefined {
  if (baseFacts(baseImage(dockerfile, stage)).libc !== 'musl') return undefined;
  const commands = lineage(dockerfile.stages, stage).flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => commandsOf(dockerfile, instruction)),
  );
  const installed = commands.filter((command) => programName(command) === 'apk').flatMap(({ words }) => words);
  const mayBring = installed.some(({ value }) => HEADERS.test(value)) || commands.some(runsOther);
  return mayBring ? undefined : installed.find(({ value }) => /^gcc(?:[=<>~].*)?$/.test(value));
}

/** A script or a Makefile may install what it needs. */
function runsOther(command: Command): boolean {
  return programName(command) === 'make' || command.words.some(({ value }) => value.endsWith('.sh'));
}

/** Whether a stage adds a C library to its base: by a package, or by copying it and its loader. */
export function bringsLibrary(dockerfile: Dockerfile, stage: Stage): boolean {
  return lineage(dockerfile.stages, stage).some(({ instructions }) =>
    instructions.some((instruction) => {
      if (instruction.keyword === 'RUN') {
        return commandsOf(dockerfile, instruction).some((command) => installs(command, LIBRARY));
      }
      return copyOf(instruction)?.sources.some(isLibrary) ?? false;
    }),
  );
}

function isLibrary(path: string): boolean {
  return /(?:^|\/)lib(?:32|64)?(?:\/|$)|\/ld-[\w.-]*\.so|libc[.-][\w.]*so|\.so(?:\.\d+)*$/.test(path);
}

function installs(command: Command, packages: RegExp): boolean {
  return MANAGERS.has(programName(command)) && command.words.some(({ value }) => packages.test(value));
}
