import type { WordNode, WordPart } from './model.ts';
import { readParts } from './parts.ts';
import { endsWord, type PartContext, place, type Reader } from './reader.ts';

/** Characters that mean nothing in any word. */
const PLAIN = /[\w\-./,:+%^=]+/y;

/** Reads the word that begins here. */
export function readWord(reader: Reader, context: PartContext = 'word'): WordNode {
  const from = reader.index;
  return (context === 'word' ? plainWord(reader) : undefined) ?? toWord(reader, from, readParts(reader, context));
}

/** A word made of parts that were read from `from` to here. */
export function toWord(reader: Reader, from: number, parts: readonly WordPart[]): WordNode {
  const { source, index } = reader;
  const { start, end } = place(reader, from, index);
  const text = reader.text.slice(from, index);
  return { kind: 'word', start, end, text, value: valueOf(parts), parts, source, index: from, assignment: null };
}

/** Most words have nothing special in them, and are one literal: this is the innermost loop of a keystroke. */
function plainWord(reader: Reader): WordNode | undefined {
  const { text, index: from, source } = reader;
  PLAIN.lastIndex = from;
  if (!PLAIN.test(text)) return undefined;
  const to = PLAIN.lastIndex;
  // `+(…)` is a pattern, `<(…)` a substitution.
  if (!endsWord(text.charCodeAt(to)) || '(<>'.includes(text[to] ?? ' ')) return undefined;
  reader.index = to;
  const written = text.slice(from, to);
  const { start, end } = place(reader, from, to);
  const parts = [{ kind: 'literal', start, end, text: written, value: written } as const];
  return { kind: 'word', start, end, text: written, value: written, parts, source, index: from, assignment: null };
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
