/** Shells whose scripts are read. `sh` is what a system has under that name: dash, ash, or bash in its place. */
export type Dialect = 'sh' | 'dash' | 'ash' | 'bash' | 'ksh' | 'zsh';

/** How a shell is called. */
export interface ShellCall {
  readonly dialect: Dialect;
  /** By their long names: `pipefail`, `errexit`, `nounset`, `xtrace` … */
  readonly options: ReadonlySet<string>;
}

const SHELLS: ReadonlyMap<string, Dialect> = new Map([
  ['sh', 'sh'],
  ['dash', 'dash'],
  ['ash', 'ash'],
  ['bash', 'bash'],
  ['ksh', 'ksh'],
  ['ksh93', 'ksh'],
  ['mksh', 'ksh'],
  ['oksh', 'ksh'],
  ['zsh', 'zsh'],
]);
const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: 'allexport', b: 'notify', C: 'noclobber', e: 'errexit', f: 'noglob', l: 'login' },
  ...{ m: 'monitor', n: 'noexec', u: 'nounset', v: 'verbose', x: 'xtrace' },
};

/** The shell that a program is, by its name or path. */
export function shellNamed(program: string): Dialect | undefined {
  return SHELLS.get(program.slice(program.lastIndexOf('/') + 1));
}

/** What words such as `/bin/bash -o pipefail -c` call; undefined: no shell that is read. */
export function shellCall(words: readonly string[]): ShellCall | undefined {
  const at = words.findIndex((word) => shellNamed(word) !== undefined);
  const dialect = shellNamed(words[at] ?? '');
  return dialect ? { dialect, options: optionsOf(words.slice(at + 1)) } : undefined;
}

/** The shell that the first line of a script names; undefined: there is none. Null: another interpreter. */
export function shebangOf(text: string): ShellCall | null | undefined {
  const [, line] = /^#!([^\n]*)/.exec(text) ?? [];
  if (line === undefined) return undefined;
  return shellCall(line.trim().split(/\s+/)) ?? null;
}

function optionsOf(words: readonly string[]): Set<string> {
  const options = new Set<string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word === '--login') options.add('login');
    if (!/^[-+]\w+$/.test(word)) continue;
    for (const letter of word.slice(1)) {
      const name = letter === 'o' ? words[++index] : LETTERS[letter];
      if (name === undefined) continue;
      if (word.startsWith('-')) options.add(name);
      else options.delete(name);
    }
  }
  return options;
}
