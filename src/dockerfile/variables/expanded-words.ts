import type { Instruction } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';
import { type VariablePart, readWord, variablesIn } from '../syntax/variable-syntax.ts';
import type { Range } from '../../lint/rule.ts';
import { rangeOf } from '../../lint/range.ts';
import { mountFields } from '../syntax/mount.ts';

/** A variable that the frontend replaces, and where it stands. */
export interface UsedVariable extends Range {
  readonly name: string;
  readonly part: VariablePart;
}

/** The variables in one word; none where the word cannot be read. */
export function* variablesOf(word: Word, escape: string, text = word.text): Generator<UsedVariable> {
  if (!text.includes('$')) return;
  const { parts, problem } = readWord(text, escape);
  if (problem) return;
  for (const part of variablesIn(parts)) {
    yield { ...placeOf(word, part, text), name: part.name, part };
  }
}

/** A word that a continuation splits, or that is read without its quotes, is marked as a whole. */
function placeOf(word: Word, { start, end }: VariablePart, text: string): Range {
  if (word.end - word.start !== word.text.length) return rangeOf(word);
  const shift = text === word.text ? 0 : word.text.indexOf(text.slice(start, end)) - start;
  return shift < -start ? rangeOf(word) : { start: word.start + shift + start, end: word.start + shift + end };
}

/** The variables that the build replaces in an instruction of a stage, and of which it tells if they are not set. */
export function* usedVariables(instruction: Instruction, escape: string): Generator<UsedVariable> {
  const { keyword, json, pairs, heredocs } = instruction;
  switch (keyword) {
    case 'ADD':
    case 'COPY':
      yield* ofFlags(instruction, ['chown', 'chmod', ...(keyword === 'ADD' ? ['checksum'] : [])]);
      for (const word of json ?? instruction.words) {
        if (!heredocs.some(({ start }) => start === word.start)) yield* ofItem(word, json !== null, escape);
      }
      return;
    case 'VOLUME':
      for (const word of json ?? instruction.words) yield* ofItem(word, json !== null, escape);
      return;
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
      for (const word of instruction.words) yield* variablesOf(word, escape);
      return;
    case 'ENV':
    case 'LABEL':
      for (const { key, value } of pairs) {
        yield* variablesOf(key, escape);
        if (value) yield* variablesOf(value, escape);
      }
      return;
    case 'RUN':
      for (const flag of instruction.flags) {
        if (!flag.value?.text.includes('$')) continue;
        for (const { key, value } of mountFields(flag)) {
          if (value !== null && key !== 'from') yield* variablesOf(flag.value, escape, value);
        }
      }
  }
}

function* ofFlags({ flags }: Instruction, names: readonly string[]): Generator<UsedVariable> {
  for (const { name, value } of flags) {
    if (value && names.includes(name)) yield* variablesOf(value, '\\', value.value);
  }
}

/** JSON items are expanded after their own quotes are gone. */
function ofItem(word: Word, isJson: boolean, escape: string): Generator<UsedVariable> {
  return variablesOf(word, escape, isJson ? word.value : word.text);
}

const HEREDOC_VARIABLE = /\\[^]|\$(?:\{(\w+|[@*#?\-$!])\}?|([A-Za-z_]\w*|\d+|[@*#?\-$!]))/g;

/** The variables in files that a COPY or ADD writes from heredocs: there quotes mean nothing. */
export function* heredocVariables(
  { keyword, heredocs }: Instruction,
  text: string,
): Generator<Range & { name: string }> {
  if (keyword !== 'COPY' && keyword !== 'ADD') return;
  for (const { content, quoted } of heredocs) {
    if (quoted) continue;
    for (const found of text.slice(content.start, content.end).matchAll(HEREDOC_VARIABLE)) {
      const name = found[1] ?? found[2];
      const start = content.start + found.index;
      if (name !== undefined) yield { start, end: start + found[0].length, name };
    }
  }
}
