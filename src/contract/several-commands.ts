import type { Program } from '../go/project.ts';
import type { Contract } from './contract.ts';

/** Libraries of programs with commands. */
const COMMANDS =
  /^github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/(?:kong|kingpin)|jessevdk\/go-flags|mitchellh\/cli|hashicorp\/cli|peterbourgon\/ff|google\/subcommands)(?:\/|$)|^gopkg\.in\/alecthomas\/kingpin/;

/** Its arguments may choose one of several commands, so that what one of them does need not happen where the program runs. */
export function hasSeveralCommands({ command, libraries, main }: Program, { sourceOf }: Contract): boolean {
  const text = sourceOf(main.file) ?? '';
  if (command !== null) return true;
  const [library, other] = libraries.filter((one) => COMMANDS.test(one));
  if (library !== undefined) return other !== undefined || !isWithoutCommands(library, text);
  return /\bos\.Args\[1:?\]|\bflag\.(?:Args?|NArg)\(/.test(text);
}

const KONG = 'github.com/alecthomas/kong';
const URFAVE = 'github.com/urfave/cli';

/** What the library is given is written in the same file, and no command is in it. */
function isWithoutCommands(library: string, text: string): boolean {
  if (library === URFAVE) return /\bcli\.(?:Command|App)\{/.test(text) && !/Commands?\b(?!\{|,|\))/.test(text);
  const [, variable] = /\bkong\.(?:Parse|Must|New)\(\s*&(\w+)/.exec(text) ?? [];
  const [, type] = new RegExp(`\\bvar ${variable ?? ''} (\\w+)`).exec(text) ?? [];
  const isHere = type === 'struct' || text.includes(`type ${type ?? ' '} struct`);
  return library === KONG && variable !== undefined && isHere && !/\bcmd\b/.test(text);
}
