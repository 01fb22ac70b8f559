import type { Dockerfile } from '../model.ts';
import { holds, instructionAt } from './caret.ts';
import { variableUses } from './variable-uses.ts';

/** Whether an offset is in the shell code of a RUN, which other language servers leave alone; not on a variable of the build. */
export function isShellCode(dockerfile: Dockerfile, offset: number): boolean {
  const run = instructionAt(dockerfile, offset);
  if (run?.keyword !== 'RUN' || run.rest.text === '' || offset < run.rest.at(0)) return false;
  for (const use of variableUses(dockerfile, run)) if (holds(use, offset)) return false;
  return true;
}
