import type { HereDocument } from './model.ts';
import { warn, type PendingHeredoc, place, type Reader, readerOf } from './reader.ts';
import { rangeIn, slice } from './source-text.ts';

/** Moves over a line end, and over the here-documents that begin behind it. */
export function takeLineEnd(reader: Reader): void {
  reader.index++;
  if (reader.heredocs.length > 0) readPending(reader);
}

/** Reads those that still wait; at the end of the text they are empty. */
export function readPending(reader: Reader): void {
  const waiting = reader.heredocs;
  reader.heredocs = [];
  for (const heredoc of waiting) heredoc.found(readBody(reader, heredoc));
}

function readBody(reader: Reader, { delimiter, quoted, strip, from, to, within }: PendingHeredoc): HereDocument {
  const { text, source } = reader;
  const start = Math.min(reader.index, text.length);
  let end = start;
  let found = false;
  while (end < text.length && !found) {
    const feed = text.indexOf('\n', end);
    const next = feed < 0 ? text.length : feed;
    let first = end;
    if (strip) while (text[first] === '\t') first++;
    const last = text[next - 1] === '\r' && next > first ? next - 1 : next;
    found = last - first === delimiter.length && text.startsWith(delimiter, first);
    if (found) reader.index = Math.min(next + 1, text.length);
    else end = next + 1;
  }
  if (!found) {
    end = Math.min(end, text.length);
    reader.index = text.length;
    const around = reader.within.splice(0, reader.within.length, ...(start < text.length ? within : []));
    warn(reader, 'open-heredoc', from, to, delimiter);
    reader.within.splice(0, reader.within.length, ...around);
  }
  const body = slice(source, start, end);
  const range = rangeIn(source, start, end);
  const parts = quoted ? [] : bodyParts(reader, body);
  return { kind: 'heredoc', ...range, delimiter, quoted, source: body, parts };
}

function bodyParts(reader: Reader, body: HereDocument['source']) {
  if (/[$`\\]/.test(body.text)) return reader.grammar.parts(readerOf(reader, body), 'heredoc');
  if (body.text === '') return [];
  const { text } = body;
  return [{ kind: 'literal' as const, ...place(readerOf(reader, body), 0, text.length), text, value: text }];
}
