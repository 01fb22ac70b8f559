import type { Report } from '../lint/rule.ts';
import type { Instruction } from './model.ts';
import type { Word } from '../shell/source-text.ts';
import { readWord } from './variable-syntax.ts';

/** Quotes and variables that cannot be read, in the words where the frontend replaces variables. */
export function* wordProblems(instruction: Instruction, escape: string): Generator<Report> {
  for (const word of expandedWords(instruction)) {
    const { problem } = readWord(word.text, escape);
    if (problem) yield { start: word.start, end: word.end, message: problem.message };
  }
}

function expandedWords({ keyword, words, json, pairs, flags }: Instruction): readonly Word[] {
  const values = (names: readonly string[]) =>
    flags.flatMap(({ name, value }) => (value !== null && names.includes(name) ? [asRead(value)] : []));
  switch (keyword) {
    case 'FROM':
      return [...words.slice(0, 1), ...values(['platform'])];
    case 'ADD':
    case 'COPY':
      return [...(json?.map(asRead) ?? words), ...values(['chown', 'chmod'])];
    case 'VOLUME':
      return json?.map(asRead) ?? words;
    case 'EXPOSE':
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
      return words;
    case 'ENV':
    case 'LABEL':
      return pairs.flatMap(({ key, value }) => (value === null ? [key] : [key, value]));
    case 'ARG':
      return pairs.flatMap(({ value }) => value ?? []);
    default:
      return [];
  }
}

/** JSON items and flag values are expanded after their own quotes are gone. */
function asRead(word: Word): Word {
  return { ...word, text: word.value };
}
