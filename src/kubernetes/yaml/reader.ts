import type { Comment, Field } from '../model.ts';
import type { Fault } from '../convert.ts';

/**
 * Where the fast reader stands. It reads YAML as manifests are written, straight into our fields; whatever it is not certain
 * of, it gives up, and the `yaml` library reads that document: errors and recovery are the library's alone.
 */
export interface Reader {
  readonly text: string;
  /** The next character to read. */
  at: number;
  /** Where the line begins that `at` is in, as far as indentation is concerned. */
  lineStart: number;
  /** Column of the next content, where `at` is; -1 at the end of the document. */
  column: number;
  readonly comments: Comment[];
  /** Comments between the last content and the next begin at this index of `comments`. */
  gap: number;
  /** The columns of those. */
  readonly gapColumns: number[];
  /** Where the last field ends, its comments included: where one that ends with it ends, too. */
  extent: number;
  /** Comments behind the last field that belong to it or to a field around it: their greatest column, or -1; and their end. */
  waiting: number;
  waitingEnd: number;
  faults: Fault[];
  readonly anchors: Map<string, Anchored | 'open'>;
  /** Fields of this document so far, copies by aliases counted. */
  fields: number;
  copied: number;
  /** Levels of nesting that the field being read has. */
  deepest: number;
  /** Of the plain text read last: its hash, and the empty lines before it. */
  hash: number;
  empty: number;
  /** Where the key read last ends. */
  keyEnd: number;
  /** Whether further lines in quotes and brackets may be indented as they like, as kubectl's reader lets them be. */
  isLenient: boolean;
  /** Whether `{{` is in the text: then a plain scalar may hold a template's action. */
  readonly hasBraces: boolean;
}

/** What an anchor names. */
export interface Anchored {
  readonly field: Field;
  /** Fields in it, copies counted, and levels of nesting. */
  readonly fields: number;
  readonly height: number;
}

export function createReader(text: string): Reader {
  return {
    text,
    at: 0,
    lineStart: 0,
    column: 0,
    comments: [],
    gap: 0,
    gapColumns: [],
    extent: 0,
    waiting: -1,
    waitingEnd: 0,
    faults: [],
    anchors: new Map(),
    fields: 0,
    copied: 0,
    deepest: 0,
    hash: 0,
    empty: 0,
    keyEnd: 0,
    isLenient: false,
    hasBraces: text.includes('{{'),
  };
}

const NOT_CERTAIN = new Error('left to the library');

/** Leaves the document to the library. */
export function giveUp(): never {
  throw NOT_CERTAIN;
}

export function isGivenUp(error: unknown): boolean {
  return error === NOT_CERTAIN;
}

/** Deeper documents are the library's, and our limits', affair. */
const DEEPEST = 150;

/** Notes a level of nesting. */
export function deepen(reader: Reader, depth: number): void {
  if (depth <= reader.deepest) return;
  if (depth > DEEPEST) giveUp();
  reader.deepest = depth;
}

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const HASH = 35;
export const COLON = 58;
export const DASH = 45;

/** A blank, a line's end or the text's. */
export function endsToken(code: number): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB || Number.isNaN(code);
}

/** `- ` at the reader's place. */
export function atDash({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === DASH && endsToken(text.charCodeAt(at + 1));
}

export function skipBlanks(reader: Reader): void {
  const { text } = reader;
  let at = reader.at;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB; code = text.charCodeAt(++at));
  reader.at = at;
}

/** Whether nothing or a comment is left of the line at the reader's place. */
export function atLineEnd({ text, at }: Reader): boolean {
  const code = text.charCodeAt(at);
  return code === LF || code === HASH || code === CR || Number.isNaN(code);
}

/** Over blanks and a comment to the line's end; the end of the comment, or -1. Gives up on anything else. */
export function endLine(reader: Reader): number {
  skipBlanks(reader);
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code === LF || Number.isNaN(code)) return -1;
  if (code === CR && text.charCodeAt(at + 1) === LF) return -1;
  const before = text.charCodeAt(at - 1);
  if (code !== HASH || (before !== SPACE && before !== TAB)) giveUp();
  return readComment(reader);
}

/** From `#` to the line's end. */
export function readComment(reader: Reader): number {
  const { text, at } = reader;
  const lineEnd = text.indexOf('\n', at);
  let end = lineEnd < 0 ? text.length : lineEnd;
  reader.at = end;
  if (lineEnd >= 0 && text.charCodeAt(end - 1) === CR) reader.at = --end;
  reader.comments.push({ start: at, end, text: text.slice(at + 1, end).trim() });
  return withoutBlanks(text, at, end);
}

/** From a line's end to the next content, over empty lines and comments. */
export function nextLine(reader: Reader): void {
  reader.gap = reader.comments.length;
  reader.gapColumns.length = 0;
  if (toLineStart(reader)) findContent(reader);
}

/** From a line's start to the content there or below. */
export function findContent(reader: Reader): void {
  const { text } = reader;
  do {
    let { at } = reader;
    const lineStart = at;
    let code = text.charCodeAt(at);
    while (code === SPACE) code = text.charCodeAt(++at);
    reader.at = at;
    if (code === HASH) {
      reader.gapColumns.push(at - lineStart);
      readComment(reader);
    } else if (code > SPACE) {
      reader.lineStart = lineStart;
      reader.column = at === lineStart && isMarker(text, at) ? -1 : at - lineStart;
      return;
    }
  } while (toLineStart(reader));
}

/** From a line's end to the start of the next; false at the document's end. */
function toLineStart(reader: Reader): boolean {
  const { text } = reader;
  let code = text.charCodeAt(reader.at);
  const isEnd = Number.isNaN(code);
  if (code === CR) code = text.charCodeAt(++reader.at);
  reader.at++;
  if (code === LF) return true;
  if (!isEnd) giveUp();
  reader.at = text.length;
  reader.column = -1;
  return false;
}

/** `---` or `...` at a line's start. */
export function isMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== DASH && code !== 46) return false;
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && endsToken(text.charCodeAt(at + 3));
}

/** The end of a range without the white space at its end. */
export function withoutBlanks(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && isWhite(text.charCodeAt(last - 1))) last--;
  return last;
}

/** As `\s` has it. */
function isWhite(code: number): boolean {
  if (code > 32 && code < 128) return false;
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code >= 0x1680 && /\s/.test(String.fromCharCode(code)))
  );
}
