import { takeLineEnd } from './here-documents.ts';
import { place, type Reader, skipBlanks } from './reader.ts';

/** Moves over blanks, and over a comment; it ends before its line end. */
export function skipComment(reader: Reader): void {
  skipBlanks(reader);
  if (reader.text[reader.index] !== '#') return;
  const from = reader.index;
  const feed = reader.text.indexOf('\n', from);
  const to = feed < 0 ? reader.text.length : feed;
  reader.index = to;
  const written = reader.text.slice(from + 1, to);
  const before = reader.text.lastIndexOf('\n', from - 1) + 1;
  const alone = reader.text.slice(before, from).trim() === '';
  reader.comments.push({ ...place(reader, from, from + 1 + written.trimEnd().length), text: written.trim(), alone });
}

/** Moves over blanks, comments and line ends. */
export function skipLines(reader: Reader): void {
  for (;;) {
    skipComment(reader);
    if (reader.text[reader.index] !== '\n') return;
    takeLineEnd(reader);
  }
}
