import { copyOf } from '../../dockerfile/files/copies.ts';
import { goBuilds } from '../../dockerfile/commands/go-builds.ts';
import { isGo } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { commandsOf } from '../../dockerfile/commands/run-commands.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import { programName } from '../../shell/commands.ts';
import { arePlain } from './plain-commands.ts';
import { isWithin } from './working-folder.ts';

/** Whether all that lies at a path of a stage was written there by its go builds: binaries, and nothing else. */
export function holdsOnlyBinaries(path: string, stage: Stage, dockerfile: Dockerfile): boolean {
  const folder = resolvePath(path, '/');
  const isOutput = (output: string) => folder !== undefined && isWithin(folder, resolvePath(output, '/') ?? folder);
  const outputs = goBuilds(dockerfile, stage).flatMap((build) => build.outputs ?? []);
  if (folder === undefined || folder === '/' || !outputs.some((output) => output.startsWith('/') && isOutput(output)))
    return false;
  return inFolders(dockerfile, stage).every(({ instruction, folder: around }) => {
    const { keyword, heredocs } = instruction;
    if (heredocs.length > 0 || keyword === 'ADD' || keyword === 'ONBUILD') return false;
    const copy = copyOf(instruction);
    const destination = copy && resolvePath(copy.destination, around);
    if (copy) return destination !== undefined && !isWithin(folder, destination) && !isWithin(destination, folder);
    if (keyword !== 'RUN') return true;
    const commands = commandsOf(dockerfile, instruction);
    return (
      arePlain(commands) && commands.every((command) => isGo(programName(command)) || !mayFill(folder, command.words))
    );
  });
}

/** Whether words of a command that is no go build name a folder; one that makes it leaves it empty. */
function mayFill(folder: string, words: readonly { readonly value: string }[]): boolean {
  return words[0]?.value !== 'mkdir' && words.some(({ value }) => value.includes(folder));
}
