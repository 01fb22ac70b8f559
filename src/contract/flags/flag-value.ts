import type { ProgramFlags } from '../../go/project.ts';
import { givenFlags } from './given-flags.ts';

/** Words of flags that may say where a program listens, or name a file that does, under another name. */
const MAY_SAY = /port|addr|listen|bind|host|http|grpc|web|server|serve|url|endpoint|conf|file|option|set/i;

/**
 * The value that a flag gets from the words behind a program's name: `undefined` = it is not given, `null` = that is not
 * certain. `others`: flags of which the source says what else they are for; `isPlain`: the flags are those of the standard
 * library, to which one dash is as good as two, and which have no short forms; `all`: every flag that the program takes.
 */
export function flagValue(
  name: string,
  args: readonly string[] | null,
  others: ReadonlySet<string> = NONE,
  isPlain = false,
  all?: ProgramFlags,
): string | null | undefined {
  if (args === null) return null;
  if (all?.all.some((flag) => flag.name === name)) return knownValue(name, args, all);
  let found: string | null | undefined;
  for (const [index, word] of args.entries()) {
    const [, flag, own] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === name) {
      const value = own ?? args[index + 1];
      found = value === undefined || value.includes('$') ? null : value;
    } else if (flag === undefined) {
      if (word.includes('$')) return null;
    } else if (found === undefined && !others.has(flag) && (isPlain ? mayPlainlyMean(flag) : mayMean(word, flag))) {
      found = null;
    }
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

/** Where all flags are known: only those count that are called so, and those that no flag is called. */
function knownValue(name: string, args: readonly string[], flags: ProgramFlags): string | null | undefined {
  const wanted = flags.all.filter((flag) => flag.name === name);
  let found: string | null | undefined;
  for (const { flag, value } of givenFlags(args, flags)) {
    if (flag === null) return null;
    if ((flag.aliasOf ?? flag.name) === name) {
      const text = value ?? (flag.isSwitch ? 'true' : undefined);
      found = text === undefined || text.includes('$') ? null : text;
      // Defined at one place, they may be one.
    } else if (wanted.some(({ file, start }) => file === flag.file && start === flag.start)) found = null;
  }
  return args.some((word) => !word.startsWith('-') && word.startsWith('$')) ? null : found;
}

/** `-p` may be short for it, and another flag may say the same. */
function mayMean(word: string, flag: string): boolean {
  return flag.length === 1 || /^-[^-]/.test(word) || MAY_SAY.test(flag) || flag.includes('$');
}

/** Of flags that have no short forms; `-v` is how much is logged. */
function mayPlainlyMean(flag: string): boolean {
  return flag !== 'v' && mayMean(`--${flag}`, flag);
}
