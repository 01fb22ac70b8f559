import { rangeIn } from './lines.ts';
import type { SourceText, Word } from './model.ts';

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
    if (quote !== "'" && character === escape) index++;
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

/** Without quotes and escapes; variables stay as they are. */
export function unquote(text: string, escape: string): string {
  if (!/["'\\`]/.test(text)) return text;
  let value = '';
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    const next = text[index + 1];
    if (quote !== "'" && character === escape && next !== undefined) {
      // Before a dollar sign the escape stays: it says that no variable begins here.
      if (next === '$') value += character;
      if (quote === '"' && next !== '"' && next !== '$' && next !== escape) value += character;
      value += next;
      index++;
    } else if (quote === character) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else value += character;
  }
  return value;
}

/** The strings of a JSON array, each with its place (quotes included); null where the text is no array of strings. */
export function jsonStrings(source: SourceText): Word[] | null {
  const { text } = source;
  if (!/^\s*\[/.test(text)) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === 'string')) return null;
    let index = 0;
    return parsed.map((value: string) => {
      const from = text.indexOf('"', index);
      let to = from + 1;
      while (to < text.length && text[to] !== '"') to += text[to] === '\\' ? 2 : 1;
      index = to + 1;
      return { ...rangeIn(source, from, index), text: text.slice(from, index), value };
    });
  } catch {
    return null;
  }
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
