import type { ScalarField } from '../model.ts';
import { CR, giveUp, HASH, LF, type Reader, readComment, skipBlanks, SPACE, TAB, withoutBlanks } from './reader.ts';

/** `|` or `>` with what follows it, below a field at column `parent`. The reader is left at the end of its last line. */
export function readBlockScalar(reader: Reader, parent: number): ScalarField {
  const { text } = reader;
  const start = reader.at;
  const header = readHeader(reader);
  const lineEnd = text.indexOf('\n', reader.at);
  if (lineEnd < 0) return { start, end: withoutBlanks(text, start, reader.at), kind: 'scalar', value: '' };
  const end = lastLineEnd(text, lineEnd + 1, parent, header);
  const value = valueOf(text.slice(lineEnd + 1, end + 1), parent, header);
  reader.at = text.charCodeAt(end - 1) === CR ? end - 1 : end;
  return { start, end: withoutBlanks(text, start, Math.min(end + 1, text.length)), kind: 'scalar', value };
}

interface Header {
  readonly folded: boolean;
  /** What becomes of the line ends at the end. */
  readonly chomp: 'clip' | 'strip' | 'keep';
  /** As written: columns beyond the parent's. */
  readonly indent: number | undefined;
}

function readHeader(reader: Reader): Header {
  const { text, at } = reader;
  const [written, first = '', second = ''] = /^[|>]([+-]|[1-9])?([+-]|[1-9])?/.exec(text.slice(at, at + 3)) ?? giveUp();
  const isSign = (mark: string) => mark === '+' || mark === '-';
  if (second !== '' && isSign(first) === isSign(second)) giveUp();
  const sign = isSign(first) ? first : isSign(second) ? second : '';
  const digit = isSign(first) ? second : first;
  reader.at = at + written.length;
  skipBlanks(reader);
  const code = text.charCodeAt(reader.at);
  if (code === HASH && reader.at > at + written.length) readComment(reader);
  else if (code === CR ? text.charCodeAt(reader.at + 1) !== LF : code !== LF && !Number.isNaN(code)) giveUp();
  return {
    folded: written.startsWith('>'),
    chomp: sign === '+' ? 'keep' : sign === '-' ? 'strip' : 'clip',
    indent: digit === '' ? undefined : Number(digit),
  };
}

/** Where the last line that belongs to the scalar ends: its line feed, or the text's end. */
function lastLineEnd(text: string, from: number, parent: number, header: Header): number {
  let last = from - 1;
  let at = from;
  let indent = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) indent++;
    else if (code === LF) {
      last = at;
      indent = 0;
    } else if (code !== CR || text.charCodeAt(at + 1) !== LF) break;
  }
  if (indent > parent) {
    const least = header.indent === undefined ? indent : parent + header.indent;
    for (;;) {
      const content = contentStart(text, last + 1, least);
      if (content < 0) break;
      last = text.indexOf('\n', content);
      if (last >= 0) continue;
      last = text.length;
      break;
    }
  }
  at = last + 1;
  while (text.charCodeAt(at) === SPACE) at++;
  // Whether tabs are content or indentation, the library may judge.
  if (text.charCodeAt(at) === TAB) giveUp();
  return header.chomp === 'keep' ? last : beforeEmptyLines(text, from, last, indent);
}

/** The first character of a line that is empty or indented by at least `least`; -1 for any other. */
function contentStart(text: string, lineStart: number, least: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === SPACE) at++;
  const code = text.charCodeAt(at);
  if (code === CR && text.charCodeAt(at + 1) === LF) return at + 1;
  return code === LF || at - lineStart >= least ? at : -1;
}

/** Empty lines at the end are no part of it, unless they have more blanks than the first line's indentation. */
function beforeEmptyLines(text: string, from: number, lineEnd: number, indent: number): number {
  let last = lineEnd;
  for (;;) {
    let at = last - 1;
    if (text.charCodeAt(at) === CR) at--;
    const lastCharacter = at;
    while (text.charCodeAt(at) === SPACE) at--;
    if (text.charCodeAt(at) !== LF || at < from || at + 1 + indent <= lastCharacter) return last;
    last = at;
  }
}

/** The lines of `source` without their indentation, joined as the header says. */
function valueOf(source: string, parent: number, { folded, chomp, indent }: Header): string {
  if (source.includes('\r') && /\r(?!\n)/.test(source)) giveUp();
  const lines = source === '' ? [] : source.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  let count = lines.length;
  while (count > 0 && isBlank(lines[count - 1])) count--;
  if (count === 0) return chomp === 'keep' && lines.length > 0 ? '\n'.repeat(Math.max(1, lines.length - 1)) : '';
  const first = lines.findIndex((line) => !isBlank(line));
  const written = indentOf(lines[first]);
  const trimmed = indent === undefined ? written : parent + indent;
  const widest = lines.slice(0, first).reduce((most, line) => Math.max(most, line.length), 0);
  if (trimmed === 0 || written < trimmed || (indent === undefined && widest > trimmed)) giveUp();
  for (let index = lines.length - 1; index >= count; index--) {
    if ((lines[index]?.length ?? 0) > trimmed) count = index + 1;
  }
  const content = lines.slice(0, count).map((line) => withoutIndent(line, trimmed));
  const value = folded ? fold(content, first) : content.join('\n');
  if (chomp === 'strip') return value;
  if (chomp === 'clip') return `${value}\n`;
  const kept =
    value +
    lines
      .slice(count)
      .map((line) => `\n${line.slice(trimmed)}`)
      .join('');
  return kept.endsWith('\n') ? kept : `${kept}\n`;
}

function isBlank(line = ''): boolean {
  return indentOf(line) === line.length;
}

function indentOf(line = ''): number {
  let at = 0;
  while (line.charCodeAt(at) === SPACE) at++;
  return at;
}

function withoutIndent(line: string, indent: number): string {
  if (indentOf(line) < indent && !isBlank(line)) giveUp();
  return line.slice(indent);
}

/** Lines of `>`: one line end becomes a blank, save around lines that are indented more. The lines before `first` are empty. */
function fold(lines: readonly string[], first: number): string {
  let value = '';
  for (let index = 0; index < first; index++) value += `${lines[index] ?? ''}\n`;
  let separator = '';
  let wasIndented = false;
  for (const line of lines.slice(first)) {
    const code = line.charCodeAt(0);
    if (code === SPACE || code === TAB) {
      if (separator === ' ') separator = '\n';
      else if (!wasIndented && separator === '\n') separator = '\n\n';
      value += separator + line;
      separator = '\n';
      wasIndented = true;
    } else if (line === '') {
      if (separator === '\n') value += '\n';
      else separator = '\n';
    } else {
      value += separator + line;
      separator = ' ';
      wasIndented = false;
    }
  }
  return value;
}
