import type { Range } from '../lint/rule.ts';

/** Text put together from pieces of the source; `at` leads from an index in it to the offset in the file. */
export interface SourceText {
  readonly text: string;
  readonly at: (index: number) => number;
}

/** `text` is as written, `value` without quotes and escapes (variables stay as they are). */
export interface Word extends Range {
  readonly text: string;
  readonly value: string;
}

/** The pieces of `text` as one, without the blanks around. */
export function joinPieces(text: string, pieces: readonly Range[]): SourceText {
  const [only] = pieces;
  if (only && pieces.length === 1) return trimmed(contiguous(text.slice(only.start, only.end), only.start));
  const parts: Part[] = [];
  const joined: string[] = [];
  let length = 0;
  for (const { start, end } of pieces) {
    parts.push({ index: length, start });
    joined.push(text.slice(start, end));
    length += end - start;
  }
  return trimmed({ text: joined.join(''), at: (index) => locate(parts, index) });
}

/** A part of a source text. */
export function slice(source: SourceText, from: number, to = source.text.length): SourceText {
  const text = source.text.slice(from, to);
  const start = source.at(from);
  // Most texts lie in one piece: a chain of look-ups would make deep ones slow.
  if (to > from && source.at(to - 1) === start + (to - 1 - from)) return contiguous(text, start);
  return { text, at: (index) => source.at(from + index) };
}

function contiguous(text: string, start: number): SourceText {
  return { text, at: (index) => start + index };
}

/** A text without some of its characters; their indexes ascend. */
export function without(source: SourceText, indexes: readonly number[]): SourceText {
  const { text } = source;
  const parts: Part[] = [];
  let kept = '';
  let from = 0;
  for (const index of [...indexes, text.length]) {
    if (index > from) parts.push({ index: kept.length, start: from });
    kept += text.slice(from, index);
    from = index + 1;
  }
  return { text: kept, at: (index) => source.at(locate(parts, index)) };
}

/** One text behind the other. */
export function concat(first: SourceText, second: SourceText): SourceText {
  const { length } = first.text;
  return {
    text: first.text + second.text,
    at: (index) => (index < length ? first.at(index) : second.at(index - length)),
  };
}

export function trimmed(source: SourceText): SourceText {
  const { text } = source;
  const end = text.trimEnd().length;
  const start = Math.min(end, text.length - text.trimStart().length);
  return start === 0 && end === text.length ? source : slice(source, start, end);
}

/** The offsets of a part; the end is behind its last character, so that it stays on that character's line. */
export function rangeIn(source: SourceText, from: number, to: number): Range {
  const start = source.at(from);
  return { start, end: to > from ? source.at(to - 1) + 1 : start };
}

interface Part {
  readonly index: number;
  readonly start: number;
}

function locate(parts: readonly Part[], index: number): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((parts[middle]?.index ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const part = parts[low];
  return part ? part.start + (index - part.index) : 0;
}
