import path from 'node:path';
import { shellCheckInputs } from '../dockerfile/commands/shellcheck.ts';
import { type ShellChecker, createShellChecker } from '../shellcheck/checker.ts';
import { findProgram } from '../processes/find-program.ts';
import { type Door, UsageError } from './door.ts';
import type { CliWorkspace } from './workspace.ts';

/** What `--shellcheck` asks for unless it says `off`: with `auto` it is run only where it is on `PATH`. */
export async function shellChecker(wanted: string, door: Door): Promise<ShellChecker | undefined> {
  const program = wanted === 'auto' ? 'shellcheck' : path.resolve(door.cwd, wanted);
  const found = await findProgram(program, door.env);
  if (found === undefined && wanted !== 'auto') throw new UsageError(['there is no program {0}', wanted]);
  return found === undefined
    ? undefined
    : createShellChecker(found, ({ message }) => {
        door.stderr(`gantry: ${message}\n`);
      });
}

/** Asks of every script of the Dockerfiles to report on. */
export async function checkScripts({ project, files }: CliWorkspace, checker: ShellChecker): Promise<void> {
  const inputs = files.flatMap((file) => {
    const parsed = project.parsed(file);
    return parsed?.kind === 'dockerfile' ? shellCheckInputs(parsed.dockerfile) : [];
  });
  await checker.ask(inputs, new AbortController().signal);
  project.setShellCheck(checker.answers);
}
