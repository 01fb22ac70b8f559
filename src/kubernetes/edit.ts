import type { TextEdit } from '../lint/fix.ts';
import { entry } from './fields.ts';
import type { Entry, Field, MapField } from './model.ts';

/** What a fix may write. */
export type Value = string | boolean | readonly string[] | Readonly<Record<string, string>>;

/**
 * The edit that sets a value at a path of keys below `map`, keeping everything else as it is written: an existing scalar is
 * replaced, a missing key is put behind the last one, with the indentation or braces of its neighbours.
 * Undefined where the path runs into something else, or into an alias or a merge, which other places share.
 */
export function setField(text: string, map: MapField, path: readonly string[], value: Value): TextEdit | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const present = entry(map, key);
  if (!present) return insertKey(text, map, path, value);
  if (present.merged || isShared(text, present.value)) return undefined;
  if (rest.length === 0 && present.value.kind !== 'map') return replaceValue(text, present.value, value);
  if (present.value.kind === 'map' && present.value.entries.length > 0)
    return setField(text, present.value, rest, value);
  const empty = present.value.kind === 'map' || (present.value.kind === 'scalar' && present.value.value === null);
  if (!empty) return undefined;
  const colon = present.keyRange.end;
  if (text[colon] !== ':') return undefined;
  return {
    start: colon,
    // Nothing is written behind the colon, or only a comment.
    end: present.value.end > present.value.start ? present.value.end : colon + 1,
    text: `: ${flow(rest, value, isQuoted(text, present))}`,
  };
}

function replaceValue(text: string, field: Field, value: Value): TextEdit | undefined {
  if (field.kind !== 'scalar' || field.end <= field.start) return undefined;
  return { start: field.start, end: field.end, text: written(value, text[field.start] === '"') };
}

/** A field that an alias names, or that an anchor lets others use. */
function isShared(text: string, { start }: Field): boolean {
  return /[*&]/.test(text[start] ?? '') || /&\S+\s*$/.test(text.slice(Math.max(0, start - 40), start));
}

function insertKey(text: string, map: MapField, path: readonly string[], value: Value): TextEdit | undefined {
  const own = map.entries.filter(({ merged }) => !merged);
  const last = own.at(-1);
  // What an alias brought stands elsewhere, and belongs to others, too.
  if (own.some(({ keyRange }) => keyRange.start < map.start || keyRange.end > map.end)) return undefined;
  if (map.flow) {
    if (text[map.end - 1] !== '}') return undefined;
    const start = last ? Math.max(last.value.end, last.keyRange.end) : map.start + 1;
    const added = flow(path, value, last ? isQuoted(text, last) : false).slice(2, -2);
    return { start, end: start, text: last ? `, ${added}` : ` ${added} ` };
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
    (key, depth) =>
      `${indent}${'  '.repeat(depth)}${key}:${depth === path.length - 1 ? ` ${written(value, false)}` : ''}`,
  );
  return { start: end, end, text: lineEnd + lines.join(lineEnd) };
}

/** Behind the line's content and its comment, before its line end. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** JSON has its keys in double quotes, and wants those of its neighbours so, too. */
function isQuoted(text: string, { keyRange }: Entry): boolean {
  return text[keyRange.start] === '"';
}

function flow(path: readonly string[], value: Value, quoted: boolean): string {
  return path.reduceRight(
    (inner, key) => `{ ${quoted ? JSON.stringify(key) : key}: ${inner} }`,
    written(value, quoted),
  );
}

function written(value: Value, quoted: boolean): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted || !isPlainText(value) ? JSON.stringify(value) : value;
  if (isTexts(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
  const pairs = Object.entries(value).map(
    ([key, item]) => `${quoted ? JSON.stringify(key) : key}: ${written(item, quoted)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

/** Whether a text means itself without quotes, in YAML 1.1 (kubectl's) as in 1.2; a quantity such as `64Mi` does, `1e3` does not. */
function isPlainText(value: string): boolean {
  if (/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(value)) return false;
  return /^[a-z][\w.-]*$|^\d+(?:[kMGTPE]i?|m)$/i.test(value);
}

function isTexts(value: Value): value is readonly string[] {
  return Array.isArray(value);
}
