import type { Entry, Field } from '../model.ts';
import { aliased } from './anchors.ts';
import { finishMap } from './map.ts';
import { plainKey, plainValue } from './plain-value.ts';
import { readQuoted } from './quoted.ts';
import {
  atLineEnd,
  COLON,
  CR,
  DASH,
  deepen,
  endsToken,
  giveUp,
  HASH,
  isMarker,
  LF,
  type Reader,
  readComment,
  skipBlanks,
  SPACE,
  TAB,
  withoutBlanks,
} from './reader.ts';
import { addToHash, sharedText } from './shared-texts.ts';

const COMMA = 44;
const STAR = 42;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/**
 * `{ … }` or `[ … ]`, over several lines, too. `least`: the columns that its further lines are indented by at least; 0 where it
 * is the whole document. `level` is 1 for the outermost one.
 */
export function readFlow(reader: Reader, least: number, level: number, depth: number): Field {
  deepen(reader, depth);
  return reader.text.charCodeAt(reader.at) === OPEN_MAP
    ? readMap(reader, least, level, depth)
    : readList(reader, least, level, depth);
}

function readMap(reader: Reader, least: number, level: number, depth: number): Field {
  const { text } = reader;
  const start = reader.at++;
  const entries: Entry[] = [];
  skip(reader, least, level);
  while (text.charCodeAt(reader.at) !== CLOSE_MAP) {
    const keyStart = reader.at;
    const isQuoted = atQuote(reader);
    const key = isQuoted ? readQuoted(reader, least) : readPlainKey(reader);
    const keyRange = { start: keyStart, end: reader.keyEnd };
    if (isQuoted) {
      keyRange.end = reader.at;
      if (text.slice(keyStart, reader.at).includes('\n')) giveUp();
      skipBlanks(reader);
    }
    if (text.charCodeAt(reader.at) !== COLON || !(isQuoted || endsToken(text.charCodeAt(reader.at + 1)))) giveUp();
    reader.at++;
    skip(reader, least, level);
    entries.push({ key, keyRange, value: readValue(reader, least, level, depth + 1), merged: false });
    nextItem(reader, least, level, CLOSE_MAP);
  }
  reader.at++;
  return { start, end: reader.at, kind: 'map', entries: finishMap(reader, entries), flow: true };
}

function readList(reader: Reader, least: number, level: number, depth: number): Field {
  const { text } = reader;
  const start = reader.at++;
  const items: Field[] = [];
  skip(reader, least, level);
  while (text.charCodeAt(reader.at) !== CLOSE_LIST) {
    items.push(readValue(reader, least, level, depth + 1));
    nextItem(reader, least, level, CLOSE_LIST);
  }
  reader.at++;
  return { start, end: reader.at, kind: 'list', items, flow: true };
}

/** Over a comma to the next item, or to the closing bracket. */
function nextItem(reader: Reader, least: number, level: number, close: number): void {
  skip(reader, least, level);
  const code = reader.text.charCodeAt(reader.at);
  if (code === COMMA) {
    reader.at++;
    skip(reader, least, level);
  } else if (code !== close) giveUp();
}

function readValue(reader: Reader, least: number, level: number, depth: number): Field {
  const { text } = reader;
  const start = reader.at;
  reader.fields++;
  switch (text.charCodeAt(start)) {
    case OPEN_LIST:
    case OPEN_MAP:
      return readFlow(reader, least, level + 1, depth);
    case STAR:
      return aliased(reader, depth);
    case 34:
    case 39: {
      const value = readQuoted(reader, least);
      return { start, end: reader.at, kind: 'scalar', value };
    }
    default: {
      const end = readPlain(reader);
      const value = sharedText(text, start, end, reader.hash);
      if (reader.hasBraces && value.includes('{{')) giveUp();
      return { start, end: withoutBlanks(text, start, end), kind: 'scalar', value: plainValue(value) };
    }
  }
}

function atQuote({ text, at }: Reader): boolean {
  const code = text.charCodeAt(at);
  return code === 34 || code === 39;
}

function readPlainKey(reader: Reader): string {
  const { text, at } = reader;
  const end = readPlain(reader);
  reader.keyEnd = withoutBlanks(text, at, end);
  return plainKey(sharedText(text, at, end, reader.hash));
}

/** To the colon, comma, bracket or line end behind plain text; the end of the text, without the blanks behind it. */
function readPlain(reader: Reader): number {
  const { text } = reader;
  let { at } = reader;
  const start = at;
  if (!beginsPlain(text, at)) giveUp();
  let end = at;
  let hash = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) {
      const next = text.charCodeAt(at + 1);
      if (endsToken(next) || isIndicator(next)) break;
    } else if (isIndicator(code) || code === LF || Number.isNaN(code)) break;
    else if (code === SPACE || code === TAB) {
      if (text.charCodeAt(at + 1) === HASH) break;
      continue;
    } else if (code === CR) {
      if (text.charCodeAt(at + 1) !== LF) giveUp();
      break;
    }
    hash = addToHash(hash, code);
    end = at + 1;
  }
  if (end === start) giveUp();
  reader.at = at;
  reader.hash = hash;
  return end;
}

function isIndicator(code: number): boolean {
  return code === COMMA || code === OPEN_LIST || code === CLOSE_LIST || code === OPEN_MAP || code === CLOSE_MAP;
}

/** Letters, digits and what is surely text; the library judges the rest. */
function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return true;
  if (code === DASH) return !endsToken(text.charCodeAt(at + 1)) && !isIndicator(text.charCodeAt(at + 1));
  return code > 127 ? code !== 0xfeff : './_$+=~()<;\\^'.includes(text.charAt(at));
}

/** Over blanks, line ends and comments inside a flow collection. */
function skip(reader: Reader, least: number, level: number): void {
  const { text } = reader;
  for (;;) {
    const before = reader.at;
    skipBlanks(reader);
    if (!atLineEnd(reader)) return;
    if (reader.at >= text.length) giveUp();
    let code = text.charCodeAt(reader.at);
    if (code === HASH) {
      if (reader.at === before && text.charCodeAt(before - 1) !== LF) giveUp();
      readComment(reader);
      code = text.charCodeAt(reader.at);
    }
    if (code === CR) code = text.charCodeAt(++reader.at);
    if (code !== LF) giveUp();
    reader.at++;
    expectIndented(reader, least, level);
  }
}

/** Gives up where a line of a flow collection is indented too little; its closing bracket may stand below the key. */
function expectIndented(reader: Reader, least: number, level: number): void {
  const { text, at, isLenient } = reader;
  let next = at;
  while (text.charCodeAt(next) === SPACE) next++;
  const indent = next - at;
  while (text.charCodeAt(next) === TAB || text.charCodeAt(next) === SPACE) next++;
  const code = text.charCodeAt(next);
  if (code === LF || code === CR || code === HASH) return;
  if (indent === 0 && isMarker(text, next)) giveUp();
  if (indent >= least || isLenient) return;
  const closes = code === CLOSE_LIST || code === CLOSE_MAP;
  if (!(closes && level === 1 && indent === least - 1)) giveUp();
}
