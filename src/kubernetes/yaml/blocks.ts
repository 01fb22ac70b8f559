import type { Entry, Field, ScalarField } from '../model.ts';
import { aliased, anchored } from './anchors.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlow } from './flow.ts';
import { finishMap } from './map.ts';
import { finishPlain, isAtColon, startPlain } from './plain.ts';
import { plainKey } from './plain-value.ts';
import { readQuoted } from './quoted.ts';
import {
  atDash,
  atLineEnd,
  COLON,
  deepen,
  endLine,
  endsToken,
  giveUp,
  nextLine,
  type Reader,
  skipBlanks,
  SPACE,
  TAB,
  withoutBlanks,
} from './reader.ts';
import { sharedText } from './shared-texts.ts';

/** A key further from its colon than this is an error. */
const LONGEST_KEY = 1000;

/**
 * What begins at the reader's place: at `column` of its line, and below a field at column `parent` (-1: the document). The
 * reader is left at the next content behind it, or at the document's end.
 */
export function readBlock(reader: Reader, column: number, parent: number, depth: number): Field {
  const { text, at } = reader;
  deepen(reader, depth);
  reader.fields++;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) return readQuotedOrMap(reader, column, parent, depth);
  if (atDash(reader)) return readList(reader, column, depth);
  if (isOtherLeaf(code)) return readLeaf(reader, parent, depth);
  const end = startPlain(reader);
  if (isAtColon(reader)) return readMap(reader, column, depth, at, readPlainKey(reader, at, end));
  return endLeaf(reader, finishPlain(reader, at, end, leastBelow(parent)), parent, true);
}

/** What follows on the line of its key, or behind its anchor. */
function readInline(reader: Reader, parent: number, depth: number): Field {
  const { text, at } = reader;
  deepen(reader, depth);
  reader.fields++;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) {
    const value = readQuoted(reader, leastBelow(parent));
    return endLeaf(reader, { start: at, end: reader.at, kind: 'scalar', value }, parent, true);
  }
  if (isOtherLeaf(code)) return readLeaf(reader, parent, depth);
  return endLeaf(reader, finishPlain(reader, at, startPlain(reader), leastBelow(parent)), parent, true);
}

function isOtherLeaf(code: number): boolean {
  return code === 0x7b || code === 0x5b || code === 0x7c || code === 0x3e || code === 0x2a;
}

/** `{`, `[`, `|`, `>` or `*` */
function readLeaf(reader: Reader, parent: number, depth: number): Field {
  switch (reader.text.charCodeAt(reader.at)) {
    case 0x2a:
      return endLeaf(reader, aliased(reader, depth), parent, true);
    case 0x7c:
    case 0x3e:
      if (parent < 0) giveUp();
      return endLeaf(reader, readBlockScalar(reader, parent), parent, false);
    default:
      return endLeaf(reader, readFlow(reader, parent + 1, 1, depth), parent, true);
  }
}

function readQuotedOrMap(reader: Reader, column: number, parent: number, depth: number): Field {
  const { text, at } = reader;
  const value = readQuoted(reader, parent + 1);
  const end = reader.at;
  skipBlanks(reader);
  if (isAtColon(reader) && endsToken(text.charCodeAt(reader.at + 1))) {
    if (text.slice(at, end).includes('\n')) giveUp();
    reader.keyEnd = end;
    return readMap(reader, column, depth, at, value);
  }
  if (parent < 0) giveUp();
  reader.at = end;
  return endLeaf(reader, { start: at, end, kind: 'scalar', value }, parent, true);
}

/** A document that is nothing but a scalar is no manifest. */
function leastBelow(parent: number): number {
  return parent < 0 ? giveUp() : parent + 1;
}

/** Goes on to the next content; comments that belong to the leaf, as they are indented more than its parent, extend it. */
function endLeaf(reader: Reader, leaf: Field, parent: number, takesComments: boolean): Field {
  const comment = takesComments ? endLine(reader) : -1;
  nextLine(reader);
  const { comments, gap, gapColumns } = reader;
  reader.extent = comment < 0 ? leaf.end : comment;
  reader.waiting = -1;
  if (gapColumns.length === 0) return leaf;
  let index = 0;
  if (takesComments) {
    for (; index < gapColumns.length && (gapColumns[index] as number) > parent; index++);
    if (index > 0) reader.extent = endOf(reader, gap + index - 1);
  }
  for (; index < gapColumns.length; index++) reader.waiting = Math.max(reader.waiting, gapColumns[index] as number);
  if (reader.waiting >= 0) reader.waitingEnd = endOf(reader, comments.length - 1);
  return leaf;
}

function endOf({ text, comments }: Reader, index: number): number {
  const { start, end } = comments[index] ?? giveUp();
  return withoutBlanks(text, start, end);
}

/** An absent value at `at`: all comments up to the next content belong to it. */
function absent(reader: Reader, at: number, lineComment: number): ScalarField {
  const { gapColumns, comments, text } = reader;
  reader.fields++;
  reader.waiting = -1;
  if (gapColumns.length > 0) reader.extent = endOf(reader, comments.length - 1);
  else reader.extent = lineComment < 0 ? withoutBlanks(text, 0, at) : lineComment;
  return { start: at, end: at, kind: 'scalar', value: null };
}

/** At the end of a block collection at `column`: comments behind it that are not indented less belong to it. */
function endCollection(reader: Reader, column: number): void {
  if (reader.column > column) giveUp();
  if (column === 0 || reader.waiting < column) return;
  reader.extent = reader.waitingEnd;
  reader.waiting = -1;
}

function readPlainKey(reader: Reader, start: number, end: number): string {
  reader.keyEnd = withoutBlanks(reader.text, start, end);
  return plainKey(sharedText(reader.text, start, end, reader.hash));
}

/** A map in block style whose first key has been read, up to its colon. */
function readMap(reader: Reader, column: number, depth: number, start: number, firstKey: string): Field {
  const entries: Entry[] = [];
  let key = firstKey;
  let keyStart = start;
  for (;;) {
    if (reader.at - keyStart > LONGEST_KEY) giveUp();
    reader.at++;
    const keyRange = { start: keyStart, end: reader.keyEnd };
    entries.push({ key, keyRange, value: readMapValue(reader, column, depth + 1), merged: false });
    if (reader.column !== column) break;
    if (atDash(reader)) giveUp();
    keyStart = reader.at;
    key = readKey(reader);
  }
  const end = reader.extent;
  endCollection(reader, column);
  return { start, end, kind: 'map', entries: finishMap(reader, entries), flow: false };
}

/** A key up to its colon. */
function readKey(reader: Reader): string {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code !== 34 && code !== 39) {
    const end = startPlain(reader);
    if (!isAtColon(reader)) giveUp();
    return readPlainKey(reader, at, end);
  }
  const key = readQuoted(reader, 1);
  reader.keyEnd = reader.at;
  if (text.slice(at, reader.at).includes('\n')) giveUp();
  skipBlanks(reader);
  if (text.charCodeAt(reader.at) !== COLON || !endsToken(text.charCodeAt(reader.at + 1))) giveUp();
  return key;
}

/** Behind the colon of a key at `column`. */
function readMapValue(reader: Reader, column: number, depth: number): Field {
  skipBlanks(reader);
  if (!atLineEnd(reader)) {
    if (reader.text.charCodeAt(reader.at) !== AMPERSAND) return readInline(reader, column, depth);
    return anchored(reader, depth, () => readAnchored(reader, column, depth, true));
  }
  const { at } = reader;
  const comment = endLine(reader);
  nextLine(reader);
  if (reader.column > column) return readBlock(reader, reader.column, column, depth);
  if (reader.column === column && atDash(reader)) return readBlock(reader, column, column, depth);
  // Where the document ends so, the library drops some of the comments.
  if (column === 0 && reader.column < 0 && reader.gapColumns.length > 0 && reader.at < reader.text.length) giveUp();
  return absent(reader, at, comment);
}

const AMPERSAND = 38;
const STAR = 42;

/** What an anchor names, behind its name. */
function readAnchored(reader: Reader, column: number, depth: number, isInMap: boolean): Field {
  if (!endsToken(reader.text.charCodeAt(reader.at))) giveUp();
  skipBlanks(reader);
  if (reader.text.charCodeAt(reader.at) === STAR) giveUp();
  if (!atLineEnd(reader)) return readInline(reader, column, depth);
  endLine(reader);
  nextLine(reader);
  const isBelow = reader.column > column || (isInMap && reader.column === column && atDash(reader));
  return isBelow ? readBlock(reader, reader.column, column, depth) : giveUp();
}

/** A list in block style whose dashes stand at `column`. */
function readList(reader: Reader, column: number, depth: number): Field {
  const start = reader.at;
  const items: Field[] = [];
  do items.push(readItem(reader, column, depth + 1));
  while (reader.column === column && atDash(reader));
  const end = reader.extent;
  endCollection(reader, column);
  return { start, end, kind: 'list', items, flow: false };
}

/** From a dash at `column`. */
function readItem(reader: Reader, column: number, depth: number): Field {
  const { text } = reader;
  let at = reader.at + 1;
  while (text.charCodeAt(at) === SPACE) at++;
  reader.at = at;
  const code = text.charCodeAt(at);
  if (code === TAB) giveUp();
  if (!atLineEnd(reader)) {
    if (code !== AMPERSAND) return readBlock(reader, at - reader.lineStart, column, depth);
    return anchored(reader, depth, () => readAnchored(reader, column, depth, false));
  }
  const comment = endLine(reader);
  nextLine(reader);
  if (reader.column > column) return readBlock(reader, reader.column, column, depth);
  return absent(reader, at, comment);
}
