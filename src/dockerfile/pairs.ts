import type { Pair, SourceText, Word } from './model.ts';
import { word } from './words.ts';

/** Keys and values of ENV, LABEL and ARG; `ENV key rest of the line` is the old form of the first two. */
export function readPairs(keyword: string, rest: SourceText, words: readonly Word[], escape: string): Pair[] {
  const [first] = words;
  if (first && keyword !== 'ARG' && !first.text.includes('=')) {
    const { text } = rest;
    const valueStart = first.text.length + (/^\s*/.exec(text.slice(first.text.length))?.[0].length ?? 0);
    const value = valueStart < text.length ? word(rest, valueStart, text.length, escape) : null;
    return [{ key: first, value, legacy: true }];
  }
  let index = 0;
  return words.map((one) => {
    const start = rest.text.indexOf(one.text, index);
    index = start + one.text.length;
    const equals = one.text.indexOf('=');
    if (equals < 0) return { key: one, value: null, legacy: false };
    return {
      key: word(rest, start, start + equals, escape),
      value: word(rest, start + equals + 1, index, escape),
      legacy: false,
    };
  });
}
