import type { Field } from '../model.ts';
import { deepen, endsToken, giveUp, type Reader } from './reader.ts';

/** Fields that aliases may copy in one document; more is an attack, and reads as null. */
const MOST_COPIED = 50_000;

/** Reads an alias: a copy of what its anchor names, in its own place. */
export function aliased(reader: Reader, depth: number): Field {
  const start = reader.at;
  const anchored = reader.anchors.get(readName(reader));
  // One that nothing anchors, or that leads back to itself, is the library's affair.
  if (anchored === undefined || anchored === 'open') return giveUp();
  const { field, fields, height } = anchored;
  deepen(reader, depth + 1 + height);
  reader.copied += fields;
  if (reader.copied > MOST_COPIED) return { start, end: reader.at, kind: 'scalar', value: null };
  reader.fields += fields;
  return { ...field, start, end: reader.at };
}

/** Reads an anchor and, by `read`, what it names. */
export function anchored(reader: Reader, depth: number, read: () => Field): Field {
  const name = readName(reader);
  // A name that is given twice changes what copies of copies are.
  if (reader.anchors.has(name)) giveUp();
  reader.anchors.set(name, 'open');
  const { fields, deepest } = reader;
  reader.deepest = depth;
  const field = read();
  reader.anchors.set(name, { field, fields: reader.fields - fields + 1, height: reader.deepest - depth });
  reader.deepest = Math.max(deepest, reader.deepest);
  return field;
}

/** The name behind `*` or `&`. */
function readName(reader: Reader): string {
  const { text } = reader;
  const start = reader.at + 1;
  let end = start;
  while (!endsName(text.charCodeAt(end))) end++;
  if (end === start || text.charCodeAt(end - 1) === 58) giveUp();
  reader.at = end;
  return text.slice(start, end);
}

function endsName(code: number): boolean {
  return endsToken(code) || code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}
