import type { Word } from './source-text.ts';

/** A program that runs the command behind it: `sudo -u app`. */
export interface Wrapper {
  /** Without its folder. */
  readonly name: string;
  /** The name and what it takes for itself; assignments of `env` are among those of the command. */
  readonly words: readonly Word[];
}

interface Kind {
  /** Options that take a word of their own. */
  readonly taking: ReadonlySet<string>;
  /** Arguments of its own before the command. */
  readonly operands: number;
  /** Options with which it runs nothing. */
  readonly idle?: RegExp;
}

/** name, its options that take a word, its arguments before the command */
const TABLE: readonly (readonly [names: string, taking: string, operands?: number, idle?: RegExp])[] = [
  ['sudo', '-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --chroot', 0, /^-[eKkvlV]$/],
  ['doas', '-u -C', 0, /^-[LC]$/],
  ['env', '-u -C --unset --chdir', 0, /^-S/],
  ['exec', '-a'],
  ['nice', '-n --adjustment'],
  ['ionice', '-c -n -p -P -u --class --classdata', 0, /^-[pPu]$/],
  ['nohup setsid fakeroot eatmydata unbuffer chronic catchsegv busybox toybox dumb-init catatonit', ''],
  ['tini tini-static', '-p -e'],
  ['time', '-f -o --format --output'],
  ['command', '', 0, /^-[vV]$/],
  ['builtin', ''],
  ['stdbuf', '-i -o -e --input --output --error'],
  ['timeout', '-s -k --signal --kill-after', 1],
  ['xargs', '-n -P -I -L -s -d -a -E --max-args --max-procs --replace --max-lines --delimiter --arg-file --max-chars'],
  ['setpriv', '--reuid --regid --groups --inh-caps --ambient-caps --bounding-set', 0, /^-d$|^--dump$/],
  ['gosu su-exec s6-setuidgid', '', 1],
  ['chpst', '-u -U -b -/ -n -l -L -m -d -o -p -f -c -r -t -e'],
  ['flock', '-w -E --timeout --conflict-exit-code', 1, /^-[cu]$|^--command$/],
];

const KINDS: ReadonlyMap<string, Kind> = new Map(
  TABLE.flatMap(([names, taking, operands = 0, idle]) =>
    names
      .split(' ')
      .map((name): [string, Kind] => [
        name,
        { taking: new Set(taking.split(' ')), operands, ...(idle ? { idle } : {}) },
      ]),
  ),
);
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
/** Those that take `A=1` before the command. */
const ASSIGNING = new Set(['env', 'sudo', 'doas']);
const NONE: readonly Wrapper[] = [];

/** The command behind `sudo`, `env A=1` and their like, with all assignments on the way. */
export function withoutWrappers(words: readonly Word[]): {
  readonly assignments: readonly Word[];
  readonly words: readonly Word[];
  readonly wrappers: readonly Wrapper[];
} {
  let wrappers: Wrapper[] | undefined;
  const assignments: Word[] = [];
  let index = takeAssignments(words, 0, assignments);
  for (let word = words[index]; word !== undefined; word = words[index]) {
    const name = word.value.slice(word.value.lastIndexOf('/') + 1);
    const kind = KINDS.get(name);
    if (!kind) break;
    const next = behindWrapper(words, index, kind);
    const found: Word[] = [];
    const command = ASSIGNING.has(name) && next !== undefined ? takeAssignments(words, next, found) : next;
    // A wrapper alone is the command itself.
    if (command === undefined || command >= words.length) break;
    assignments.push(...found);
    (wrappers ??= []).push({ name, words: words.slice(index, next) });
    index = command;
  }
  return { assignments, words: index === 0 ? words : words.slice(index), wrappers: wrappers ?? NONE };
}

function takeAssignments(words: readonly Word[], from: number, found: Word[]): number {
  let index = from;
  for (let word = words[index]; word !== undefined && ASSIGNMENT.test(word.text); word = words[++index])
    found.push(word);
  return index;
}

/** Index of the word behind a wrapper and what it takes for itself; undefined where it runs nothing. */
function behindWrapper(words: readonly Word[], at: number, { taking, operands, idle }: Kind): number | undefined {
  let index = at + 1;
  for (let word = words[index]; word?.text.startsWith('-'); word = words[index]) {
    index++;
    if (word.text === '--') break;
    if (idle?.test(word.text)) return undefined;
    if (taking.has(word.text)) index++;
  }
  return index + operands;
}
