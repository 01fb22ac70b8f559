import type { Program } from '../go/project.ts';
import type { Contract } from './contract.ts';

/** Libraries of programs with commands. */
const COMMANDS =
  /^github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/(?:kong|kingpin)|jessevdk\/go-flags|mitchellh\/cli|hashicorp\/cli|peterbourgon\/ff|google\/subcommands)(?:\/|$)|^gopkg\.in\/alecthomas\/kingpin/;

/** Its arguments may choose one of several commands, so that what one of them does need not happen where the program runs. */
export function hasSeveralCommands({ command, libraries, main }: Program, { sourceOf }: Contract): boolean {
  if (command !== null || libraries.some((library) => COMMANDS.test(library))) return true;
  return /\bos\.Args\[1:?\]|\bflag\.(?:Args?|NArg)\(/.test(sourceOf(main.file) ?? '');
}
