import type { Dockerfile, Instruction } from '../model.ts';
import { lineage } from '../stages/stages.ts';

const POSIX = /(?:^|\/)(?:ba|da|a)?sh$/;

/** The shell that runs the shell form of an instruction; undefined where it is none that we read. */
export function shellBefore({ stages, escape }: Dockerfile, { start }: Instruction): readonly string[] | undefined {
  // The other escape character is for Windows.
  if (escape !== '\\') return undefined;
  const stage = stages.findLast((one) => one.start <= start);
  if (!stage) return undefined;
  for (const { instructions } of lineage(stages, stage)) {
    const shell = instructions.findLast((one) => one.keyword === 'SHELL' && one.start < start);
    if (!shell) continue;
    const words = (shell.json ?? []).map(({ value }) => value);
    return POSIX.test(words[0] ?? '') && words.at(-1)?.endsWith('c') ? words : undefined;
  }
  return ['/bin/sh', '-c'];
}
