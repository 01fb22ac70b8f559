import type { SourceText, Word } from '../../shell/source-text.ts';
import { unquote } from '../../shell/unquote.ts';
import { rangeIn } from '../../shell/source-text.ts';

/** Splits at blanks; quotes mean nothing. */
export function splitAtBlanks(source: SourceText, escape: string): Word[] {
  const words: Word[] = [];
  const { text } = source;
  for (let index = 0; index < text.length; index++) {
    const start = index;
    while (index < text.length && !isAsciiBlank(text.charCodeAt(index))) index++;
    if (index > start) words.push(word(source, start, index, escape));
  }
  return words;
}

function isAsciiBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Splits at blanks outside quotes; an unterminated quote reaches to the end. */
export function splitWords(source: SourceText, escape: string): Word[] {
  const words: Word[] = [];
  const { text } = source;
  let index = 0;
  while (index < text.length) {
    if (isBlank(text[index])) {
      index++;
      continue;
    }
    const start = index;
    index = endOfWord(text, start, escape);
    words.push(word(source, start, index, escape));
  }
  return words;
}

/** The index behind the word that begins at `start`. */
export function endOfWord(text: string, start: number, escape: string): number {
  let quote = '';
  for (let index = start; index < text.length; index++) {
    const character = text[index] as string;
    if (character === escape && quote !== "'") index++;
    else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (isBlank(character)) return index;
  }
  return text.length;
}

/** A word made of a part of the source. */
export function word(source: SourceText, from: number, to: number, escape: string): Word {
  const text = source.text.slice(from, to);
  return { ...rangeIn(source, from, to), text, value: unquote(text, escape) };
}

export function isBlank(character: string | undefined): boolean {
  if (character === undefined) return false;
  const code = character.charCodeAt(0);
  // Most characters are ASCII: the pattern, which knows all blanks of Unicode, is for the others.
  return code < 128 ? isAsciiBlank(code) : /\s/.test(character);
}
