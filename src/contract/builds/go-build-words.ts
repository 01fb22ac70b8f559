import type { Command } from '../../shell/commands.ts';

/** What `go build` or `go install` is told; texts as written, without quotes. */
export interface GoBuildWords {
  /** Of `-o`. */
  readonly output: string | null;
  /** Of `-C`. */
  readonly changes: string | null;
  /** `.` where none is named. */
  readonly packages: readonly string[];
}

/** Options with a value of their own behind them. */
const TAKING =
  /^--?(?:o|p|C|asmflags|buildmode|compiler|covermode|coverpkg|gccgoflags|gcflags|installsuffix|ldflags|mod|modfile|overlay|pgo|pkgdir|tags|toolexec)$/;

export function goBuildWords({ words }: Command): GoBuildWords {
  let output: string | null = null;
  let changes: string | null = null;
  const packages: string[] = [];
  const rest = words.slice(1).map(({ value }) => value);
  let index = rest.findIndex((word) => word === 'build' || word === 'install') + 1;
  for (; index < rest.length; index++) {
    const word = rest[index] ?? '';
    const [, name, value] = /^--?(o|C)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) {
      const given = value ?? rest[++index] ?? '';
      if (name === 'o') output = given;
      else changes = given;
    } else if (TAKING.test(word)) index++;
    else if (!word.startsWith('-')) packages.push(word);
  }
  return { output, changes, packages: packages.length > 0 ? packages : ['.'] };
}
