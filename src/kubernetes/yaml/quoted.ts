import { CR, giveUp, isMarker, LF, type Reader, SPACE } from './reader.ts';

/**
 * A scalar in quotes, from its first one. `least`: the columns that its further lines are indented by at least; 0 in a flow
 * collection that is the whole document.
 */
export function readQuoted(reader: Reader, least: number): string {
  return reader.text.charCodeAt(reader.at) === DOUBLE ? readDouble(reader, least) : readSingle(reader, least);
}

const DOUBLE = 34;
const BACKSLASH = 92;

function readDouble(reader: Reader, least: number): string {
  const { text } = reader;
  const start = reader.at + 1;
  let at = start;
  let plain = true;
  for (let code = text.charCodeAt(at); code !== DOUBLE; code = text.charCodeAt(++at)) {
    if (code === BACKSLASH) {
      plain = false;
      const next = text.charCodeAt(at + 1);
      if (next === DOUBLE || next === BACKSLASH) at++;
    } else if (code === LF) {
      plain = false;
      expectIndented(reader, at + 1, least);
    } else if (Number.isNaN(code)) giveUp();
  }
  reader.at = at + 1;
  if (plain) return text.slice(start, at);
  return unescape(text.slice(start, at));
}

function readSingle(reader: Reader, least: number): string {
  const { text } = reader;
  const start = reader.at + 1;
  let doubled = false;
  let end = text.indexOf("'", start);
  while (end >= 0 && text.charCodeAt(end + 1) === 39) {
    doubled = true;
    end = text.indexOf("'", end + 2);
  }
  if (end < 0) giveUp();
  reader.at = end + 1;
  const written = text.slice(start, end);
  const lines = written.includes('\n') ? foldSingle(reader, start, written, least) : written;
  return doubled ? lines.replaceAll("''", "'") : lines;
}

/** Gives up where a line in quotes is indented too little. */
function expectIndented({ text, isLenient }: Reader, lineStart: number, least: number): void {
  if (least === 0 || isLenient) {
    if (isMarker(text, lineStart)) giveUp();
    return;
  }
  let at = lineStart;
  while (text.charCodeAt(at) === SPACE) at++;
  const code = text.charCodeAt(at);
  const isEmpty = code === LF || (code === CR && text.charCodeAt(at + 1) === LF);
  if (at - lineStart < least && !isEmpty) giveUp();
}

function foldSingle(reader: Reader, start: number, written: string, least: number): string {
  // Other line ends are the library's affair.
  if (/[\u2028\u2029]|\r(?!\n)/.test(written)) giveUp();
  const lines = written.split('\n');
  let lineStart = start;
  let value = '';
  let empty = 0;
  for (const [index, line] of lines.entries()) {
    if (index > 0) expectIndented(reader, lineStart, least);
    lineStart += line.length + 1;
    const isLast = index === lines.length - 1;
    let from = 0;
    let to = line.length;
    if (index > 0) while (isBlank(line, from)) from++;
    if (!isLast && line.endsWith('\r')) to--;
    if (!isLast) while (to > from && isBlank(line, to - 1)) to--;
    if (index === 0) value = line.slice(from, to);
    else if (from === to && !isLast) empty++;
    else {
      value += (empty > 0 ? '\n'.repeat(empty) : ' ') + line.slice(from, to);
      empty = 0;
    }
  }
  return value;
}

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

/** What stands between double quotes, lines folded and escapes resolved. */
function unescape(written: string): string {
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  const take = (end: number) => {
    if (end > from) parts.push(written.slice(from, end));
  };
  while (at < written.length) {
    const code = written.charCodeAt(at);
    if (code === BACKSLASH) {
      take(at);
      at = from = escapeAt(written, at, parts);
    } else if (code === LF) {
      let end = at;
      // A carriage return of the line's end, and blanks before it, but none that an escape stands for.
      if (end > from && written.charCodeAt(end - 1) === CR) end--;
      while (end > from && isBlank(written, end - 1)) end--;
      take(end);
      at = from = foldAt(written, at, parts);
    } else at++;
  }
  take(at);
  return parts.join('');
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t';
}

/** Behind an escape whose backslash is at `at`. */
function escapeAt(written: string, at: number, parts: string[]): number {
  const next = written[at + 1] ?? '';
  const simple = ESCAPES[next];
  if (simple !== undefined) {
    parts.push(simple);
    return at + 2;
  }
  if (next === '\n' || (next === '\r' && written[at + 2] === '\n')) {
    let after = at + (next === '\n' ? 2 : 3);
    while (isBlank(written, after)) after++;
    return after;
  }
  const digits = next === 'x' ? 2 : next === 'u' ? 4 : next === 'U' ? 8 : giveUp();
  const hex = written.slice(at + 2, at + 2 + digits);
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) giveUp();
  const point = parseInt(hex, 16);
  if (point > 0x10ffff) giveUp();
  parts.push(String.fromCodePoint(point));
  return at + 2 + digits;
}

/** One line end folds to a blank, more to one less; behind the blanks and line ends at `at`. */
function foldAt(written: string, at: number, parts: string[]): number {
  let ends = 0;
  let next = at;
  for (;;) {
    const character = written[next];
    if (character === '\n') ends++;
    else if (character === '\r') {
      if (written[next + 1] !== '\n') break;
    } else if (character !== ' ' && character !== '\t') break;
    next++;
  }
  parts.push(ends > 1 ? '\n'.repeat(ends - 1) : ' ');
  return next;
}
