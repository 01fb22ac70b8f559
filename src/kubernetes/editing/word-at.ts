import type { Range } from '../../lint/rule.ts';

/** The word that is typed at a place, as far as its line tells. */
export interface Word extends Range {
  /** From its beginning to the caret. */
  readonly typed: string;
  /** Whether it stands in quotes, which are not part of it. */
  readonly quoted: boolean;
  /** `key`: a colon is behind it; `value`: a colon is before it; `either`: nothing but blanks and dashes is around. */
  readonly place: 'key' | 'value' | 'either';
  /** True: the colon before it has no blank behind it yet. */
  readonly needsBlank: boolean;
}

/** The word at an offset of a YAML or JSON text; undefined in comments. */
export function wordAt(text: string, offset: number): Word | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, offset);
  const { start, quote, place, needsBlank, flow } = scan(text, lineStart, offset);
  if (start < 0) return undefined;
  const end = quote === '' ? endOfWord(text, offset, lineEnd, flow) : endOfQuoted(text, offset, lineEnd, quote);
  const behind = text.slice(quote !== '' && text[end] === quote ? end + 1 : end, lineEnd);
  const hasColon = /^[ \t]*:(?:[ \t]|$)/.test(behind) && place !== 'value';
  return {
    start,
    end,
    typed: text.slice(start, offset),
    quoted: quote !== '',
    place: hasColon ? 'key' : place,
    needsBlank,
  };
}

interface Scanned {
  /** Negative: a comment. */
  readonly start: number;
  readonly quote: string;
  readonly place: Word['place'];
  readonly needsBlank: boolean;
  readonly flow: boolean;
}

/** Goes over a line up to the caret and remembers where the last word began. */
function scan(text: string, lineStart: number, offset: number): Scanned {
  let start = lineStart;
  let place: Word['place'] = 'either';
  let depth = /^\s*[{[]/.test(text) ? 1 : 0;
  let index = skip(text, lineStart, offset, depth === 0);
  start = index;
  while (index < offset) {
    const character = text[index] as string;
    const next = text[index + 1] ?? '\n';
    if (index === start && (character === '"' || character === "'")) {
      const close = text.indexOf(character, index + 1);
      if (close < 0 || close >= offset)
        return { start: index + 1, quote: character, place, needsBlank: false, flow: depth > 0 };
      index = close + 1;
    } else if (character === '#' && (index === lineStart || /\s/.test(text[index - 1] as string))) {
      return { start: -1, quote: '', place, needsBlank: false, flow: false };
    } else if (character === ':' && (/\s/.test(next) || index + 1 === offset)) {
      if (index + 1 === offset) return { start: offset, quote: '', place: 'value', needsBlank: true, flow: depth > 0 };
      place = 'value';
      start = index = skip(text, index + 1, offset, false);
    } else if ((character === '{' || character === '[') && (index === start || depth > 0)) {
      depth++;
      place = 'either';
      start = index = skip(text, index + 1, offset, false);
    } else if (depth > 0 && (character === ',' || character === '}' || character === ']')) {
      if (character !== ',') depth--;
      place = 'either';
      start = index = skip(text, index + 1, offset, false);
    } else index++;
  }
  return { start, quote: '', place, needsBlank: false, flow: depth > 0 };
}

/** Over blanks, and over the dashes of items. */
function skip(text: string, from: number, offset: number, dashes: boolean): number {
  let index = from;
  while (index < offset) {
    const character = text[index] as string;
    if (character === ' ' || character === '\t') index++;
    else if (dashes && character === '-' && text[index + 1] === ' ' && index + 1 < offset) index++;
    else break;
  }
  return index;
}

function endOfWord(text: string, offset: number, lineEnd: number, flow: boolean): number {
  const rest = text.slice(offset, lineEnd);
  const stop = rest.search(flow ? /[,}\]]|:\s|:$|\s#/ : /:\s|:$|\s#/);
  return offset + (stop < 0 ? rest : rest.slice(0, stop)).trimEnd().length;
}

function endOfQuoted(text: string, offset: number, lineEnd: number, quote: string): number {
  const close = text.indexOf(quote, offset);
  return close < 0 || close > lineEnd ? endOfWord(text, offset, lineEnd, true) : close;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
