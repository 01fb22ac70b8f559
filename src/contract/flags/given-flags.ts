import type { ProgramFlag, ProgramFlags } from '../../go/project.ts';

/** What arguments give one flag. */
export interface GivenFlag {
  /** As written, without dashes. */
  readonly name: string;
  /** Null: the program has none that is called so. */
  readonly flag: ProgramFlag | null;
  /** Undefined: none is there. */
  readonly value: string | undefined;
  /** The places of the two among the arguments; the same where one word holds both. */
  readonly at: number;
  readonly valueAt: number;
  /** A word before it is no flag: what follows may be another command's. */
  readonly isBehind: boolean;
}

/** The flags among the words behind a program's name, as its library reads them. */
export function givenFlags(args: readonly string[], { style, all }: ProgramFlags): readonly GivenFlag[] {
  const byName = new Map(all.map((flag) => [flag.name, flag]));
  const byLetter = new Map(all.flatMap((flag) => (flag.short === undefined ? [] : [[flag.short, flag] as const])));
  const found: GivenFlag[] = [];
  let isBehind = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') break;
    const [, dashes = '', name = '', own] = /^(--?)([^-=\d][^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (dashes === '') {
      isBehind = true;
      continue;
    }
    const isLong = style === 'go' || dashes === '--' || byName.has(name);
    for (const one of isLong ? [{ name, flag: byName.get(name) ?? null, value: own }] : letters(word.slice(1))) {
      const isNext = one.flag !== null && !one.flag.isSwitch && one.value === undefined && isValue(args[at + 1]);
      if (isNext) found.push({ ...one, value: args[at + 1], at, valueAt: at + 1, isBehind });
      else found.push({ ...one, at, valueAt: at, isBehind });
      if (isNext) at++;
    }
  }
  return found;

  /** `-vp8080`: switches, and at last a flag with its value. */
  function letters(text: string): Pick<GivenFlag, 'name' | 'flag' | 'value'>[] {
    const [letter = '', ...rest] = text;
    const flag = byLetter.get(letter) ?? null;
    const more = rest.join('');
    if (flag?.isSwitch && more !== '' && !more.startsWith('=')) {
      return [{ name: letter, flag, value: undefined }, ...letters(more)];
    }
    return [
      {
        name: flag ? letter : text.replace(/=.*$/s, ''),
        flag,
        value: more === '' ? undefined : more.replace(/^=/, ''),
      },
    ];
  }
}

/** All names of the flags that are given, short and long ones. */
export function namesGiven(given: readonly GivenFlag[]): ReadonlySet<string | undefined> {
  return new Set(given.flatMap(({ flag, name }) => [name, flag?.name, flag?.aliasOf]));
}

/** What begins with a dash is another flag, but for a number. */
function isValue(word: string | undefined): boolean {
  return word !== undefined && !/^-[^\d]/.test(word);
}
