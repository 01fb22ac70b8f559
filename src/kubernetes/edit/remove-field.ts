import type { TextEdit } from '../../lint/fix.ts';
import { entry } from '../fields.ts';
import type { Entry, Field, ListField, MapField } from '../model.ts';
import { endOfEntry, endOfLine, isOwn, isShared, lineStart } from './places.ts';

/** The part of a map or list that goes: from its key or its value's first character to its end. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Removes what is at a path of keys and indexes below `map`: its lines, with the comment behind it and those directly above.
 * A map or list that it was the last of stays, as `{}` or `[]`.
 */
export function removeField(text: string, map: MapField, path: readonly (string | number)[]): TextEdit | undefined {
  let parent: MapField | ListField = map;
  /** Where the key of `parent` ends. */
  let keyEnd: number | undefined;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    const found: Entry | Field | undefined = typeof step === 'string' ? ownEntry(parent, step) : itemOf(parent, step);
    if (!found) return undefined;
    const value: Field = 'keyRange' in found ? found.value : found;
    if (isLast) {
      const part = 'keyRange' in found ? { start: found.keyRange.start, end: endOfEntry(found) } : found;
      return remove(text, parent, part, keyEnd);
    }
    if (isShared(text, value) || value.kind === 'scalar') return undefined;
    keyEnd = 'keyRange' in found ? found.keyRange.end : undefined;
    parent = value;
  }
  return undefined;
}

function ownEntry(parent: Field, key: string): Entry | undefined {
  const found = entry(parent, key);
  return found && parent.kind === 'map' && isOwn(parent, found) ? found : undefined;
}

function itemOf(parent: Field, index: number): Field | undefined {
  const item = parent.kind === 'list' ? parent.items[index] : undefined;
  return item && item.start >= parent.start && item.end <= parent.end ? item : undefined;
}

function remove(
  text: string,
  parent: MapField | ListField,
  part: Part,
  keyEnd: number | undefined,
): TextEdit | undefined {
  const parts: Part[] =
    parent.kind === 'list'
      ? [...parent.items]
      : parent.entries
          .filter((one) => isOwn(parent, one))
          .map((one) => ({ start: one.keyRange.start, end: endOfEntry(one) }));
  const index = parts.findIndex(({ start }) => start === part.start);
  if (index < 0) return undefined;
  if (parts.length === 1) return empty(text, parent, keyEnd);
  if (parent.flow) {
    const before = parts[index - 1];
    const next = parts[index + 1];
    if (before) return { start: before.end, end: part.end, text: '' };
    return next && { start: part.start, end: next.start, text: '' };
  }
  const before = parts[index - 1];
  return removeLines(text, parent.kind === 'map' ? part : withDash(text, parent, part, before), part.end);
}

/** An item with the dash before it; between the two there may be comments. */
function withDash(text: string, list: ListField, part: Part, before: Part | undefined): Part {
  if (!before) return { start: list.start, end: part.end };
  const column = list.start - lineStart(text, list.start);
  const dash = text.indexOf(`\n${' '.repeat(column)}-`, before.end);
  return { start: dash < 0 || dash > part.start ? -1 : dash + 1 + column, end: part.end };
}

/** What is left of a map or list that loses its only part. */
function empty(text: string, parent: MapField | ListField, keyEnd: number | undefined): TextEdit | undefined {
  const braces = parent.kind === 'map' ? '{}' : '[]';
  // A merge key is a part, too.
  if (parent.kind === 'map' && parent.entries.length > 1) return undefined;
  if (parent.flow || keyEnd === undefined) {
    // Behind a dash, of which comments may part it; a whole document is not emptied.
    const isItem = /(?:^|\n)[ -]*-(?:[ \t]+|\s+(?:#[^\n]*\n\s*)+)$/.test(
      text.slice(Math.max(0, parent.start - 500), parent.start),
    );
    return parent.flow || isItem ? { start: parent.start, end: parent.end, text: braces } : undefined;
  }
  if (text[keyEnd] !== ':') return undefined;
  const comment = text.slice(keyEnd + 1, endOfLine(text, keyEnd));
  return /^(?:\s+#.*|\s*)$/.test(comment)
    ? { start: keyEnd, end: parent.end, text: `: ${braces}${comment.trimEnd()}` }
    : undefined;
}

function removeLines(text: string, { start }: Part, partEnd: number): TextEdit | undefined {
  if (start < 0) return undefined;
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  const end = endOfLine(text, partEnd);
  const behind = text.slice(partEnd, end);
  if (!/^[ -]*$/.test(before) || !/^(?:[ \t]*|:?[ \t]*(?:#.*)?)$/.test(behind)) return undefined;
  // The first key behind a dash: what follows takes its place.
  if (before.includes('-')) {
    const blanks = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
    return { start, end: end + blanks, text: '' };
  }
  const from = aboveComments(text, line, before);
  const lineEnd = text.indexOf('\n', end);
  if (lineEnd >= 0) return { start: from, end: lineEnd + 1, text: '' };
  return { start: from > 0 ? from - (text[from - 2] === '\r' ? 2 : 1) : 0, end: text.length, text: '' };
}

/** The beginning of the comments that stand directly above a line, at its indentation. */
function aboveComments(text: string, line: number, indent: string): number {
  let from = line;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    from = above;
  }
  return from;
}
