import type { Range } from '../lint/rule.ts';
import type { SourceText } from './model.ts';

/** The pieces of `text` as one, without the blanks around. */
export function joinPieces(text: string, pieces: readonly Range[]): SourceText {
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
  return { text: source.text.slice(from, to), at: (index) => source.at(from + index) };
}

export function trimmed(source: SourceText): SourceText {
  const end = source.text.trimEnd().length;
  return slice(source, Math.min(end, source.text.length - source.text.trimStart().length), end);
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
