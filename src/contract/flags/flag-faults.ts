import type { Program, ProgramFlag, ProgramFlags } from '../../go/project.ts';
import { similarName } from '../../lint/similar-word.ts';
import type { Fault, Repair } from '../fault.ts';
import { type GivenFlag, givenFlags } from './given-flags.ts';
import { inSource } from '../rule.ts';
import type { ArgumentWord } from '../images/run-directly.ts';
import { isOfType, likelyValues, wantedMessage } from '../variables/value-type.ts';

/** Flags among the words behind a program's name that it does not have, or cannot parse. `text`: that of the file of words with a field. */
export function* flagFaults(words: readonly ArgumentWord[], program: Program, text: string): Iterable<Fault> {
  const { flags } = program;
  if (!flags) return;
  const [first] = words;
  if (first && isNoCommand(first, program)) {
    yield unknownCommand(first, program, text);
    return;
  }
  const own = words.slice(commandOf(words, program).length);
  for (const given of givenFlags(
    own.map(({ value }) => value),
    flags,
  )) {
    const word = own[given.at];
    // A command may read what is behind it in its own way.
    if (!word || given.isBehind) continue;
    if (given.flag === null) yield* unknown(given, word, flags, program, text);
    else yield* misfit(given, given.flag, own[given.valueAt] ?? word, program, text);
  }
}

/** The longest command that the words begin with; the first words of one that has others below it are known, too. */
export function commandOf(words: readonly ArgumentWord[], program: Program): readonly string[] {
  const { command, otherCommands = [], firstWords = [] } = program;
  const called = [command?.args ?? [], ...otherCommands, ...firstWords.map((word) => [word])].filter((args) =>
    args.every((word, index) => words[index]?.value === word),
  );
  return called.reduce((longest, one) => (one.length > longest.length ? one : longest), []);
}

/** A word of which the program makes nothing: its commands are all known. */
function isNoCommand({ value }: ArgumentWord, { firstWords }: Program): boolean {
  return firstWords?.includes(value) === false && /^[a-z][\w.:-]*$/i.test(value);
}

function unknownCommand(word: ArgumentWord, { name, main, firstWords = [], command }: Program, text: string): Fault {
  const meant = similarName(word.value, firstWords) ?? command?.args[0];
  const source = text.slice(word.start, word.end);
  return {
    sides: [
      { file: word.file, start: word.start, end: word.end, message: ['`{0}` has no command `{1}`', name, word.value] },
    ],
    related: [inSource(command ?? main, ['starts here'])],
    repairs: meant === undefined ? [] : rewritten(word, source.indexOf(word.value), word.value, meant),
  };
}

/** What libraries define by themselves, wherever they are linked. */
const IMPLIED =
  /^(?:h|help.*|v|V|version|completion.*|kubeconfig|vmodule|(?:also)?logtostderr|stderrthreshold|log[_-].*|test\..*|httptest\..*|generate-.*completion)$/;

function* unknown(
  { name }: GivenFlag,
  word: ArgumentWord,
  { style, all }: ProgramFlags,
  program: Program,
  text: string,
): Iterable<Fault> {
  const [, own = name] = /^([\w-]+) [^ ]/.exec(name) ?? [];
  // A word of a list is one argument, whatever blanks it holds.
  const split = own === name ? undefined : all.find((flag) => flag.name === own && !flag.isSwitch);
  if (split) {
    yield inOneWord(word, split, program, text);
    return;
  }
  if (IMPLIED.test(name) || /[$\s{]/.test(name)) return;
  const isLong = word.value.startsWith('--');
  // Who reads flags in the way of GNU takes one dash for letters, or for a name by itself.
  if (style === 'gnu' && !isLong && name.length > 1) return;
  const near = similarName(
    name,
    all.map((flag) => flag.name).filter((one) => one.length > 1),
  );
  const meant = near === undefined ? undefined : all.find((flag) => flag.name === near);
  const written = word.value.slice(0, word.value.indexOf(name) + name.length);
  const source = text.slice(word.start, word.end);
  yield {
    sides: [
      {
        file: word.file,
        start: word.start,
        end: word.end,
        message: ['`{0}` has no flag `{1}`', program.name, written],
      },
    ],
    related: [meant ? inSource(meant, ['defines `{0}` here', meant.name]) : inSource(program.main, ['starts here'])],
    repairs: meant ? rewritten(word, source.indexOf(name), name, meant.name) : [],
  };
}

/** `--addr :8080` as one word is a flag of that whole name. */
function inOneWord(word: ArgumentWord, flag: ProgramFlag, program: Program, text: string): Fault {
  const { file, start, end, value } = word;
  return {
    sides: [
      { file, start, end, message: ['`{0}` gets `{1}` as one argument, and has no such flag', program.name, value] },
    ],
    related: [inSource(flag, ['defines `{0}` here', flag.name])],
    repairs: rewritten(word, text.slice(start, end).indexOf(value), value, value.replace(' ', '=')),
  };
}

function* misfit(
  { name, value }: GivenFlag,
  flag: ProgramFlag,
  word: ArgumentWord,
  program: Program,
  text: string,
): Iterable<Fault> {
  const { type } = flag;
  // Libraries differ in what is true; commands may define one name with several types.
  if (value === undefined || type === undefined || type === 'bool' || value.includes('$')) return;
  const others = program.flags?.all.filter((one) => one.name === flag.name && one.type !== type) ?? [];
  if (others.length > 0 || isOfType(value, type)) return;
  const source = text.slice(word.start, word.end);
  const written = `${name.length === 1 ? '-' : '--'}${name}`;
  yield {
    sides: [
      { file: word.file, start: word.start, end: word.end, message: wantedMessage(program.name, written, value, type) },
    ],
    related: [inSource(flag, ['defines `{0}` here', flag.name])],
    repairs: likelyValues(value, type, null).flatMap((next) => rewritten(word, source.lastIndexOf(value), value, next)),
  };
}

/** In a manifest; a Dockerfile's words are left to people. `at`: where the text stands in what is written. */
function rewritten(word: ArgumentWord, at: number, before: string, next: string): Repair[] {
  if (!word.field || at < 0) return [];
  const start = word.start + at;
  const edit = { start, end: start + before.length, text: next };
  return [{ title: ['Change to `{0}`', next], changes: [{ file: word.file, edits: [edit] }] }];
}
