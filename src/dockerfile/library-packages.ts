import { copyOf } from './copies.ts';
import type { Dockerfile, Stage } from './model.ts';
import { commandsOf } from './run-commands.ts';
import { type Command, programName } from '../shell/commands.ts';
import { lineage } from './stages.ts';

const MANAGERS = new Set(['apk', 'apt', 'apt-get', 'dnf', 'microdnf', 'yum', 'zypper', 'pacman']);
const COMPILER = /^(?:gcc|g\+\+|clang|build-base|build-essential|musl-dev|alpine-sdk)(?:-\d+)?(?:[=<>~].*)?$/;
const LIBRARY = /^(?:libc6-compat|gcompat|glibc(?:-bin)?|libc6|musl)(?:[=<>~].*)?$/;

/** Installs a C compiler by the system's package manager. */
export function installsCompiler(command: Command): boolean {
  return installs(command, COMPILER);
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
