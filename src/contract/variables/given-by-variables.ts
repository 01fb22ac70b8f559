import type { EnvVariable, Program, ProgramFlag } from '../../go/project.ts';
import { givenFlags } from '../flags/given-flags.ts';

/** Libraries whose flags give what variables give. */
const FLAGS =
  /^github\.com\/(?:alecthomas\/(?:kong|kingpin)|jessevdk\/go-flags|umputun\/go-flags|alexflint\/go-arg|urfave\/cli|spf13\/(?:cobra|viper|pflag)|peterbourgon\/ff|ardanlabs\/conf|cristalhq\/aconfig)(?:\/|$)|^gopkg\.in\/alecthomas\/kingpin/;

/** Libraries of settings whose variables are called otherwise than their flags. */
const KEYS = /viper|koanf|aconfig|(?:^|\/)(?:ff|conf)(?:\/|$)/;

/** Whether both are one setting: defined at one place, or alike in name. */
function isFor(flag: ProgramFlag, { name, file, start, end }: EnvVariable): boolean {
  const isThere = flag.file === file && flag.start < end && start < flag.end;
  const wanted = flag.name.toUpperCase().replace(/[-.]/g, '_');
  return isThere || name === wanted || name.endsWith(`_${wanted}`);
}

/** Whether no flag among arguments stands for a variable. */
export function isByVariables(variable: EnvVariable, args: readonly string[], program: Program): boolean {
  const { command, libraries, flags } = program;
  if (flags && (variable.isNamed || !libraries.some((library) => KEYS.test(library)))) {
    return givenFlags(args, flags).every(({ flag }) => flag !== null && !isFor(flag, variable));
  }
  const isBare = args.length <= (command?.args.length ?? 0);
  return isBare || !libraries.some((library) => FLAGS.test(library));
}
