import type { Range } from '../../lint/rule.ts';
import type { Entry, Field, ListField, MapField } from '../model.ts';
import type { Style } from './written.ts';

/** A field that an alias names, or that an anchor lets others use. */
export function isShared(text: string, { start }: Field): boolean {
  return /[*&]/.test(text[start] ?? '') || /&\S+\s*$/.test(text.slice(Math.max(0, start - 40), start));
}

/** Whether an entry stands in its map, not in what an alias or a merge key brought. */
export function isOwn(map: MapField, { merged, keyRange }: Entry): boolean {
  return !merged && keyRange.start >= map.start && keyRange.end <= map.end;
}

export function endOfEntry({ keyRange, value }: Entry): number {
  return Math.max(value.end, keyRange.end);
}

/** Whether what is written beside an entry has to be as in JSON. */
export function isQuoted(text: string, { keyRange }: Entry): boolean {
  return text[keyRange.start] === '"' || isJson(text);
}

export function isJson(text: string): boolean {
  return /^\s*\{\s*"/.test(text.slice(0, 200));
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line's content and its comment, before its line end. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > from ? end - 1 : end;
}

/** Where a line can be put behind a field of a block: behind the blank lines that a `|+` keeps, too. */
export function behindLines(text: string, last: Field, from: number): number {
  const end = endOfLine(text, from);
  const scalar = lastScalar(last);
  if (!scalar || !/^[|>]\d?\+/.test(text.slice(scalar.start, scalar.start + 3))) return end;
  const blank = /^(?:\r?\n[ \t]*(?=\r?\n))+/.exec(text.slice(end));
  return end + (blank?.[0].length ?? 0);
}

function lastScalar(field: Field): Range | undefined {
  if (field.kind === 'scalar') return field;
  const last = field.kind === 'map' ? field.entries.findLast(({ merged }) => !merged)?.value : field.items.at(-1);
  return last && lastScalar(last);
}

/** The blanks that stand above a block's first character, where nothing but blanks and dashes is before it in its line. */
export function indentOf(text: string, start: number): string | undefined {
  const before = text.slice(lineStart(text, start), start);
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : undefined;
}

/** How the file writes what it has. */
export function styleOf(text: string): Style {
  const [, , blanks] = /^( *)[^\s#][^\n]*:[ \t]*\r?\n\1( *)- /m.exec(text) ?? [];
  return {
    quoted: isJson(text),
    dashes: blanks?.length === 0 ? 0 : 2,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** What stands between two neighbours in `{ … }` or `[ … ]`: new lines where they have lines of their own. */
export function separator(text: string, field: MapField | ListField, lastStart: number): string {
  const indent = indentOf(text, lastStart);
  return indent === undefined || indent.includes('-') || lineStart(text, lastStart) <= field.start
    ? ', '
    : `,${styleOf(text).lineEnd}${indent}`;
}
