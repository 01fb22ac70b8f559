import type { Pair } from '../model.ts';
import type { SourceText, Word } from '../../shell/source-text.ts';
import { rangeIn, slice } from '../../shell/source-text.ts';
import { word } from './words.ts';
import { unquote } from '../../shell/unquote.ts';

/** Keys and values of ENV, LABEL and ARG; `ENV key rest of the line` is the old form of the first two. */
export function readPairs(keyword: string, rest: SourceText, words: readonly Word[], escape: string): Pair[] {
  const [first] = words;
  if (first && keyword !== 'ARG' && !first.text.includes('=')) return [legacyPair(rest, escape)];
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

function legacyPair(rest: SourceText, escape: string): Pair {
  const [both = '', name = ''] = /^([^\t\v\f\r ]*)[\t\v\f\r ]*/.exec(rest.text) ?? [];
  const valueStart = both.length;
  const key = word(rest, 0, name.length, escape);
  if (valueStart === rest.text.length) return { key, value: null, legacy: true };
  const { text } = slice(rest, valueStart);
  return {
    key,
    value: { ...rangeIn(rest, valueStart, rest.text.length), text, value: unquote(text, escape) },
    legacy: true,
  };
}
