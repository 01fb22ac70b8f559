import { effectiveStart } from '../stages/effective.ts';
import { goCommands } from '../commands/go-commands.ts';
import { joinPath } from '../files/join-path.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import type { Command } from '../../shell/commands.ts';

export interface BuiltProgram {
  /** Absolute. */
  readonly path: string;
  /** The folder that the image needs, as its command names the program relative to it; null where it does not. */
  readonly workdir: string | null;
}

const ON_THE_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** What `go build -o` writes, if it is the program that the stage runs; undefined where that is not certain. */
export function builtProgram(dockerfile: Dockerfile, stage: Stage, build: Instruction): BuiltProgram | undefined {
  const run = effectiveStart(stage.instructions);
  const called = run?.json?.[0]?.value;
  if (called === undefined || called === '' || /[$\s"'\\]/.test(called)) return undefined;
  const folder = workdirAt(stage, build.start);
  const last = workdirAt(stage, Infinity);
  if (folder === undefined || last === undefined) return undefined;
  const outputs = goCommands(dockerfile, build).map((command) => outputOf(command, folder));
  const path = outputs.find((output) => output !== undefined && isCalled(output, called, last));
  // A `cd` in the same RUN may have led elsewhere.
  if (path === undefined || /(?:^|[\s;&(])(?:cd|pushd)\s/.test(build.rest.text)) return undefined;
  const relative = !called.startsWith('/') && called.includes('/');
  const moves = stage.instructions.some(({ keyword, start }) => keyword === 'WORKDIR' && start > build.start);
  return { path, workdir: relative && !moves ? last : null };
}

function isCalled(output: string, called: string, workdir: string): boolean {
  if (called.includes('/')) return joinPath(workdir, called) === output;
  return ON_THE_PATH.some((folder) => `${folder}/${called}` === output);
}

function outputOf({ words }: Command, folder: string): string | undefined {
  const texts = words.map(({ value }) => value);
  const flag = texts.findIndex((text) => text === '-o' || text === '--o');
  const given = flag < 0 ? texts.find((text) => /^--?o=/.test(text))?.replace(/^--?o=/, '') : texts[flag + 1];
  return given === undefined || /[$*?`]|\/$/.test(given) ? undefined : joinPath(folder, given);
}

function workdirAt({ instructions }: Stage, before: number): string | undefined {
  // golang images start in /go.
  let folder = '/go';
  for (const { keyword, start, words } of instructions) {
    if (keyword !== 'WORKDIR' || start > before) continue;
    const path = words[0]?.value ?? '';
    if (/[$`]/.test(path)) return undefined;
    folder = joinPath(folder, path);
  }
  return folder;
}
