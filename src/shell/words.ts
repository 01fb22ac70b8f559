import type { WordNode, WordPart } from './model.ts';
import { readParts } from './parts.ts';
import { endsWord, type PartContext, place, type Reader } from './reader.ts';

/** Characters that mean nothing in any word. */
const PLAIN = /[\w\-./,:+%^=]+/y;

/** Reads the word that begins here. */
export function readWord(reader: Reader, context: PartContext = 'word'): WordNode {
  const from = reader.index;
  const parts = context === 'word' ? (plainWord(reader) ?? readParts(reader, context)) : readParts(reader, context);
  return toWord(reader, from, parts);
}

/** A word made of parts that were read from `from` to here. */
export function toWord(reader: Reader, from: number, parts: readonly WordPart[]): WordNode {
  const text = reader.text.slice(from, reader.index);
  const { source } = reader;
  const range = place(reader, from, reader.index);
  return { kind: 'word', ...range, text, value: valueOf(parts), parts, source, index: from, assignment: null };
}

/** Most words have nothing special in them. */
function plainWord(reader: Reader): WordPart[] | undefined {
  const { text, index } = reader;
  PLAIN.lastIndex = index;
  if (!PLAIN.test(text)) return undefined;
  const end = PLAIN.lastIndex;
  // `+(…)` is a pattern, `<(…)` a substitution.
  if (!endsWord(text.charCodeAt(end)) || '(<>'.includes(text[end] ?? ' ')) return undefined;
  reader.index = end;
  const written = text.slice(index, end);
  return [{ kind: 'literal', ...place(reader, index, end), text: written, value: written }];
}

/** Without quotes and escapes; what is expanded stays as written. */
function valueOf(parts: readonly WordPart[]): string {
  const [only] = parts;
  if (only?.kind === 'literal' && parts.length === 1) return only.value;
  let value = '';
  for (const part of parts) {
    if (part.kind === 'literal' || part.kind === 'single-quoted') value += part.value;
    else if (part.kind === 'double-quoted') value += valueOf(part.parts);
    else value += part.text;
  }
  return value;
}
