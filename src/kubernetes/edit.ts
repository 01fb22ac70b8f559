import type { TextEdit } from '../lint/fix.ts';
import { entry } from './fields.ts';
import type { Field, MapField } from './model.ts';

/**
 * The edit that sets a value at a path of keys below `map`, keeping everything else as it is written: an existing scalar is
 * replaced, a missing key is put behind the last one, with the indentation or braces of its neighbours.
 * Undefined where the path runs into something else, or into an alias or a merge, which other places share.
 */
export function setField(text: string, map: MapField, path: readonly string[], value: string): TextEdit | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const present = entry(map, key);
  if (!present) return insertKey(text, map, path, value);
  if (present.merged || isShared(text, present.value)) return undefined;
  if (rest.length === 0) return replaceValue(present.value, value);
  if (present.value.kind === 'map' && present.value.entries.length > 0)
    return setField(text, present.value, rest, value);
  const empty = present.value.kind === 'map' || (present.value.kind === 'scalar' && present.value.value === null);
  if (!empty) return undefined;
  return {
    start: present.keyRange.end,
    end: Math.max(present.value.end, present.keyRange.end),
    text: `: ${flow(rest, value)}`,
  };
}

function replaceValue(field: Field, value: string): TextEdit | undefined {
  if (field.kind !== 'scalar') return undefined;
  return field.end > field.start ? { start: field.start, end: field.end, text: value } : undefined;
}

/** A field that an alias names, or that an anchor lets others use. */
function isShared(text: string, { start }: Field): boolean {
  return /[*&]/.test(text[start] ?? '') || /&\S+\s*$/.test(text.slice(Math.max(0, start - 40), start));
}

function insertKey(text: string, map: MapField, path: readonly string[], value: string): TextEdit | undefined {
  const own = map.entries.filter(({ merged }) => !merged);
  const last = own.at(-1);
  if (map.flow) {
    const start = last ? Math.max(last.value.end, last.keyRange.end) : map.start + 1;
    const closed = text[map.end - 1] === '}';
    if (!closed) return undefined;
    return {
      start,
      end: start,
      text: last ? `, ${flow(path, value)}`.replace(/^, \{ (.*) \}$/, ', $1') : ` ${flow(path, value).slice(2, -2)} `,
    };
  }
  const first = own[0];
  if (!first || !last) return undefined;
  const lineStart = text.lastIndexOf('\n', first.keyRange.start - 1) + 1;
  const before = text.slice(lineStart, first.keyRange.start);
  if (!/^[ -]*$/.test(before)) return undefined;
  const indent = ' '.repeat(first.keyRange.start - lineStart);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const end = endOfLine(text, Math.max(last.value.end, last.keyRange.end + 1));
  const lines = path.map(
    (key, depth) => `${indent}${'  '.repeat(depth)}${key}:${depth === path.length - 1 ? ` ${value}` : ''}`,
  );
  return { start: end, end, text: lineEnd + lines.join(lineEnd) };
}

/** Behind the line's content and its comment, before its line end. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function flow(path: readonly string[], value: string): string {
  return path.reduceRight((inner, key) => `{ ${key}: ${inner} }`, value);
}
