import type { Range } from '../lint/rule.ts';
import type { Comment, Directive, SourceText } from './model.ts';

/** A physical line; `end` is before its line end, `next` behind it. */
export interface Line extends Range {
  readonly next: number;
}

/** Splits at LF, CRLF and CR; a BOM belongs to no line. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: index, next: index + ending.length });
    start = index + ending.length;
  }
  if (start < text.length) lines.push({ start, end: text.length, next: text.length });
  return lines;
}

const DIRECTIVE = /^#[ \t]*([a-z][a-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/i;

/** The parser directives at the top: the first line that is none ends them. */
export function readDirectives(text: string, lines: readonly Line[]): Directive[] {
  const directives: Directive[] = [];
  for (const { start, end } of lines) {
    const [, name, value] = DIRECTIVE.exec(text.slice(start, end)) ?? [];
    if (name === undefined || value === undefined) break;
    const known = ['syntax', 'escape', 'check'].includes(name.toLowerCase());
    if (!known || directives.some((one) => one.name === name.toLowerCase())) break;
    directives.push({ start, end, name: name.toLowerCase(), value });
  }
  return directives;
}

/** An instruction's text with its continuations removed, and the lines it took. */
export interface LogicalLine {
  readonly source: SourceText;
  /** From the first character that is no blank to the last line's end. */
  readonly range: Range;
  /** Index of the first line behind it. */
  readonly nextLine: number;
  readonly comments: readonly Comment[];
  /** Blank lines inside the continuation. */
  readonly blankLines: readonly Range[];
}

/** Reads the instruction that begins at line `first`, following continuations over comments and blank lines. */
export function readLogicalLine(text: string, lines: readonly Line[], first: number, escape: string): LogicalLine {
  const pieces: Range[] = [];
  const comments: Comment[] = [];
  const blankLines: Range[] = [];
  let index = first;
  let end = lines[first]?.end ?? 0;
  for (let continued = true; continued && index < lines.length; index++) {
    const line = lines[index] as Line;
    const written = text.slice(line.start, line.end);
    const comment = index > first ? readComment(text, line, true) : undefined;
    if (comment) {
      comments.push(comment);
      continue;
    }
    if (index > first && written.trim() === '') {
      blankLines.push(line);
      continue;
    }
    const mark = continuationMark(written, escape);
    continued = mark >= 0;
    pieces.push({ start: line.start, end: continued ? line.start + mark : line.end });
    end = line.end;
  }
  const start = pieces[0] ? pieces[0].start + leadingBlanks(text, pieces[0]) : end;
  return {
    source: joinPieces(text, pieces, start),
    range: { start, end: Math.max(start, end) },
    nextLine: index,
    comments,
    blankLines,
  };
}

/** The comment that a line is, or undefined. */
export function readComment(text: string, { start, end }: Range, inside: boolean): Comment | undefined {
  const written = text.slice(start, end);
  const hash = /^[ \t]*#/.exec(written)?.[0].length;
  if (hash === undefined) return undefined;
  return { start: start + hash - 1, end, text: written.slice(hash).trim(), inside };
}

/** Index of the escape character that continues the line, or -1: one at the end, not itself escaped. */
function continuationMark(line: string, escape: string): number {
  const trimmed = line.replace(/[ \t]+$/, '');
  if (!trimmed.endsWith(escape)) return -1;
  return trimmed.length >= 2 && trimmed.at(-2) === escape ? -1 : trimmed.length - 1;
}

function leadingBlanks(text: string, { start, end }: Range): number {
  return /^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
}

function joinPieces(text: string, pieces: readonly Range[], start: number): SourceText {
  const parts: { index: number; start: number }[] = [];
  let joined = '';
  for (const piece of pieces) {
    const from = Math.max(piece.start, start);
    parts.push({ index: joined.length, start: from });
    joined += text.slice(from, Math.max(from, piece.end));
  }
  return { text: joined, at: (index) => locate(parts, index, start) };
}

function locate(parts: readonly { index: number; start: number }[], index: number, otherwise: number): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((parts[middle]?.index ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const part = parts[low];
  return part ? part.start + (index - part.index) : otherwise;
}

/** A part of a source text. */
export function slice(source: SourceText, from: number, to = source.text.length): SourceText {
  return { text: source.text.slice(from, to), at: (index) => source.at(from + index) };
}

/** The offsets of a part; the end is that of its last character, so that it stays on that character's line. */
export function rangeIn(source: SourceText, from: number, to: number): Range {
  const start = source.at(from);
  return { start, end: to > from ? source.at(to - 1) + 1 : start };
}
