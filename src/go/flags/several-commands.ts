import type { Command } from './commands.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { readsArguments } from './own-commands.ts';

/** Libraries whose commands are all written where they can be seen, and what is written for each. */
const SHOWN =
  /^github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/(?:kong|kingpin))$|^gopkg\.in\/alecthomas\/kingpin/;
/** Those that take them by other ways, too. */
const OTHERS =
  /^github\.com\/(?:jessevdk\/go-flags|(?:mitchellh|hashicorp)\/cli|peterbourgon\/ff|google\/subcommands)(?:\/|$)/;

/**
 * Whether its arguments may choose one of several commands, so that what one of them does need not happen where the program
 * runs. `commands`: all that are seen.
 */
export function hasSeveralCommands(code: LinkedCode, commands: readonly Command[]): boolean {
  const libraries = [...code.externals];
  if (libraries.some((one) => OTHERS.test(one))) return true;
  const isGiven = code.calls('AddCommand').length > 0 || code.fieldAssignments('Commands').length > 0;
  // A single literal of a library is the program itself.
  const [only, other] = commands;
  if (isGiven || other || (only && (!only.composite || only.holdsOthers))) return true;
  const [shown, another] = libraries.filter((one) => SHOWN.test(one));
  if (shown === undefined) return readsArguments(code);
  return another !== undefined || (!only && isMadeElsewhere(shown));
}

/** The root of cobra and urfave/cli is a literal; where there is none, a library makes it. */
function isMadeElsewhere(library: string): boolean {
  return !/\/(?:kong|kingpin)/.test(library);
}
