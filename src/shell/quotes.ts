import type { DoubleQuoted, SingleQuoted } from './model.ts';
import { nested, note, place, type Reader, warn } from './reader.ts';

/** `'…'`, or `$'…'` where the reader stands at the `$`. */
export function readSingleQuoted(reader: Reader): SingleQuoted {
  const { text, index: from } = reader;
  const ansi = text[from] === '$';
  const start = from + (ansi ? 2 : 1);
  let end = text.indexOf("'", start);
  while (ansi && end >= 0 && escapedAt(text, end)) end = text.indexOf("'", end + 1);
  const closed = end >= 0;
  if (!closed) end = text.length;
  reader.index = Math.min(end + 1, text.length);
  if (!closed) nested(reader, 'quotes', () => note(reader, 'open-quote', from, start));
  reader.index = Math.min(end + 1, text.length);
  const value = text.slice(start, end);
  return {
    kind: 'single-quoted',
    ...place(reader, from, reader.index),
    text: text.slice(from, reader.index),
    value,
    ansi,
  };
}

/** `"…"`, or `$"…"` where the reader stands at the `$`. */
export function readDoubleQuoted(reader: Reader): DoubleQuoted {
  const { text, index: from } = reader;
  const start = from + (text[from] === '$' ? 2 : 1);
  reader.index = start;
  const parts = nested(reader, 'quotes', () => {
    const inner = reader.grammar.parts(reader, 'double-quoted');
    if (reader.index >= text.length) note(reader, 'open-quote', from, start);
    return inner;
  });
  const end = reader.index;
  if (end < text.length) {
    reader.index++;
    suspectOpenQuote(reader, from, start, text.slice(start, end));
  }
  const written = text.slice(from, reader.index);
  return { kind: 'double-quoted', ...place(reader, from, reader.index), text: written, parts: parts ?? [] };
}

/** A string over several lines with a letter right behind it was perhaps meant to end on its first line. */
function suspectOpenQuote(reader: Reader, from: number, to: number, inside: string): void {
  const feed = inside.indexOf('\n');
  if (feed <= 0 || !/[\w%$"]/.test(reader.text[reader.index] ?? '')) return;
  warn(reader, 'quote-across-lines', from, to);
}

function escapedAt(text: string, index: number): boolean {
  let backslashes = 0;
  while (text[index - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
