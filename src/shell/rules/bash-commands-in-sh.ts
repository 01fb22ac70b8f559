import type { Report } from '../../lint/rule.ts';
import type { Command } from '../commands.ts';
import { readArguments } from '../options.ts';
import type { ShellRule } from '../rule.ts';
import type { Word } from '../source-text.ts';
import type { ShellSubject } from '../subject.ts';
import { is, isPlain } from './bash-syntax-in-sh.ts';

export const bashCommandsInSh: ShellRule = {
  id: 'bash-commands-in-sh',
  title: 'Call what every sh has',
  severity: 'warning',
  aliases: [
    ...['SC3012', 'SC3014', 'SC3015', 'SC3016', 'SC3017', 'SC3037', 'SC3038', 'SC3039', 'SC3040', 'SC3041', 'SC3042'],
    ...['SC3043', 'SC3044', 'SC3045', 'SC3046', 'SC3047', 'SC3048', 'SC3049', 'SC3050', 'SC3061', 'SC3062'],
  ].map((id) => `shellcheck:${id}`),
  why: 'The shell of RUN is `/bin/sh`, which need not be bash: dash knows neither `source` nor `declare`, stops at `set -o pipefail` in older releases, prints the `-e` of `echo -e`, and compares with `=` only. `local` and `echo -n` work in dash and in ash, and are mentioned mildly. Where bash is meant, `SHELL ["/bin/bash", "-c"]` says so.',
  exampleOf: 'shell',
  examples: [
    { bad: '[ "$a" «==» b ]', good: '[ "$a" = b ]', fixed: true },
    { bad: '«source» ./env.sh', good: '. ./env.sh', fixed: true },
    { bad: 'echo «-e» "a\\tb"', good: 'printf "a\\tb\\n"; bash -c "echo -e a"' },
    { bad: 'set -eo «pipefail»', good: '#!/bin/bash\nset -eo pipefail' },
    { bad: 'f() { «local» x=1; echo $x; }; f', good: 'f() { x=1; echo $x; }; f' },
  ],
  *check(subject): Iterable<Report> {
    if (!isPlain(subject.dialect)) return;
    for (const { words } of subject.nodes('simple')) {
      const [name, flag] = words;
      if (name?.value === 'exec' && flag?.value.startsWith('-')) yield is(flag, `exec ${flag.value}`, 'SC3038');
    }
    for (const command of subject.commands) {
      // What is handed to a shell by name is that shell's.
      if (command.context.inner) continue;
      const name = command.words[0]?.value ?? '';
      const check = CHECKS.get(name);
      // A path or a wrapper such as `env` means a program, not what the shell has built in.
      if (check && command.wrappers.length === 0 && !isFunction(name, subject)) yield* check(command, subject);
    }
  },
};

function isFunction(name: string, subject: ShellSubject): boolean {
  return subject.nodes('function').some((one) => one.name.value === name);
}

type Check = (command: Command, subject: ShellSubject) => Iterable<Report>;

const UNKNOWN: Check = ({ words: [name] }) => (name ? [is(name, name.value, 'SC3044')] : []);

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...[
    'declare',
    'typeset',
    'pushd',
    'popd',
    'dirs',
    'shopt',
    'caller',
    'disown',
    'mapfile',
    'readarray',
    'suspend',
  ].map((name) => [name, UNKNOWN] as const),
  ...['enable', 'complete', 'compgen', 'compopt'].map((name) => [name, UNKNOWN] as const),
  ['local', local],
  ['source', source],
  ['let', ({ words: [name] }) => (name ? [is(name, 'let', 'SC3039')] : [])],
  ['echo', echo],
  ['set', set],
  ['trap', trap],
  ['[', test],
  ['test', test],
  ['printf', printf],
  ['read', read],
  ['type', flags('')],
  ['wait', flags('')],
  ['export', flags('p')],
  ['readonly', flags('p')],
  ['hash', flags('r')],
  ['ulimit', flags('f')],
  ['jobs', flags('lp')],
]);

function* local({ words: [name] }: Command, { dialect }: ShellSubject): Iterable<Report> {
  if (name && dialect === 'sh') yield { ...is(name, 'local', 'SC3043'), severity: 'info' };
}

function* source({ words: [name] }: Command, { dialect }: ShellSubject): Iterable<Report> {
  if (!name || dialect === 'ash') return;
  const { start, end } = name;
  yield {
    ...is(name, 'source', 'SC3046'),
    fixes: [{ title: ['Write `{0}`', '.'], safe: false, edits: [{ start, end, text: '.' }] }],
  };
}

function* echo({ words: [, flag] }: Command, { dialect }: ShellSubject): Iterable<Report> {
  if (!flag || !/^-[neE]+$/.test(flag.text)) return;
  const known = flag.text === '-n';
  if (dialect === 'ash' || (known && dialect === 'dash')) return;
  yield { ...is(flag, `echo ${flag.text}`, 'SC3037'), ...(known ? { severity: 'info' } : {}) };
}

/** Options of `set -o` that POSIX has. */
const SET_OPTIONS = new Set([
  ...['allexport', 'errexit', 'ignoreeof', 'monitor', 'noclobber', 'noexec', 'noglob', 'nolog', 'notify', 'nounset'],
  ...['verbose', 'vi', 'xtrace'],
]);

function* set({ words }: Command, { dialect }: ShellSubject): Iterable<Report> {
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as Word;
    if (word.text === '--' || !/^[-+]/.test(word.text) || word.text === '-' || word.text === '+') return;
    if (word.text.startsWith('--')) {
      yield is(word, `set ${word.text}`, 'SC3042');
      continue;
    }
    for (const letter of word.text.slice(1)) {
      if (letter === 'o') {
        const option = words[++index];
        if (!option || !/^[a-z]+$/.test(option.text) || SET_OPTIONS.has(option.text)) continue;
        if (option.text === 'pipefail' && dialect === 'ash') continue;
        yield is(option, `set -o ${option.text}`, 'SC3040');
      } else if (!'abCefhmnuvx'.includes(letter)) yield is(word, `set ${word.text}`, 'SC3041');
    }
  }
}

function* trap(command: Command): Iterable<Report> {
  for (const word of readArguments(command).operands.slice(1)) {
    if (/^(?:ERR|DEBUG|RETURN)$/.test(word.text)) yield is(word, `trap … ${word.text}`, 'SC3047');
    else if (/^SIG[A-Z]/.test(word.text)) yield is(word, word.text, 'SC3048');
    else if (/^[A-Za-z]*[a-z][A-Za-z]*$/.test(word.text)) yield is(word, word.text, 'SC3049');
  }
}

function* test({ words }: Command, { dialect }: ShellSubject): Iterable<Report> {
  const [, first] = words;
  if (first && words.length > 2) {
    if (first.text === '-v') yield is(first, 'test -v', 'SC3016');
    if (first.text === '-a' && words.length <= 4) yield is(first, 'test -a', 'SC3017');
    if (first.text === '-o') yield is(first, 'test -o', 'SC3062');
  }
  for (const word of words.slice(2)) {
    if (word.text === '==' && dialect !== 'ash') {
      const { start, end } = word;
      // Where `==` works at all, it means the same.
      yield {
        ...is(word, '==', 'SC3014'),
        fixes: [{ title: ['Write `{0}`', '='], safe: true, edits: [{ start, end, text: '=' }] }],
      };
    } else if (word.text === '=~') yield is(word, '=~', 'SC3015');
    else if (/^(?:\\[<>]|["'][<>]["'])$/.test(word.text) && dialect === 'sh') yield is(word, word.text, 'SC3012');
  }
}

function* printf({ words: [, first] }: Command, { dialect }: ShellSubject): Iterable<Report> {
  if (!first) return;
  if (first.text === '-v') yield is(first, 'printf -v', 'SC3045');
  else if (dialect !== 'ash' && /(?<!%)(?:%%)*%q/.test(first.value)) yield is(first, '%q', 'SC3050');
}

const READ_VALUES = new Set(['-a', '-d', '-i', '-n', '-N', '-p', '-t', '-u']);

function* read(command: Command, { dialect }: ShellSubject): Iterable<Report> {
  const { options, operands } = readArguments(command, READ_VALUES);
  const known = dialect === 'sh' ? 'r' : dialect === 'dash' ? 'rp' : 'rptndsu';
  for (const { name, word } of options) {
    if (!known.includes(name.slice(1))) yield is(word, `read ${name}`, 'SC3045');
  }
  const [first] = command.words;
  if (first && operands.length === 0 && options.length === 0) yield is(first, 'read', 'SC3061');
}

/** A check of the options of a command; the others are all that is known of it. */
function flags(known: string): Check {
  return function* (command) {
    for (const word of command.words.slice(1)) {
      if (word.text === '--' || !/^-[A-Za-z]/.test(word.text)) return;
      const letter = word.text
        .slice(1)
        .split(/(?:)/u)
        .find((one) => !known.includes(one));
      if (letter !== undefined) yield is(word, `${command.words[0]?.value ?? ''} -${letter}`, 'SC3045');
    }
  };
}
