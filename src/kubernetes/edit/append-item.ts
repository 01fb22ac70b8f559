import type { TextEdit } from '../../lint/fix.ts';
import { entry } from '../fields.ts';
import type { ListField, MapField } from '../model.ts';
import { behindLines, indentOf, isOwn, isShared, lineStart, separator, styleOf } from './places.ts';
import { setField } from './set-field.ts';
import { inBlock, inFlow, type Value } from './written.ts';

/** Puts an item behind the last one of the list at a path below `map`; a list that is not there, or empty, is made. */
export function appendItem(text: string, map: MapField, path: readonly string[], item: Value): TextEdit | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const present = entry(map, key);
  if (!present) return setField(text, map, path, [item]);
  if (!isOwn(map, present) || isShared(text, present.value)) return undefined;
  const { value } = present;
  if (rest.length > 0 && value.kind === 'map' && value.entries.length > 0) return appendItem(text, value, rest, item);
  if (rest.length > 0 || value.kind !== 'list') {
    const isEmpty = (value.kind === 'scalar' && value.value === null) || (value.kind === 'map' && rest.length > 0);
    return isEmpty ? setField(text, map, path, [item]) : undefined;
  }
  return value.items.length > 0 ? behindLast(text, value, item) : setField(text, map, path, [item]);
}

function behindLast(text: string, list: ListField, item: Value): TextEdit | undefined {
  const last = list.items.at(-1);
  if (!last) return undefined;
  if (list.flow) {
    if (text[list.end - 1] !== ']' || last.end <= list.start) return undefined;
    const written = inFlow(item, text[last.start] === '"' || styleOf(text).quoted);
    return { start: last.end, end: last.end, text: separator(text, list, last.start) + written };
  }
  const indent = indentOf(text, list.start);
  if (text[list.start] !== '-' || indent === undefined) return undefined;
  const style = styleOf(text);
  const end = behindLines(text, last, Math.max(last.end, lastDash(text, list)));
  return { start: end, end, text: `${style.lineEnd}${indent}- ${inBlock(item, `${indent}  `, style)}` };
}

/** Behind the last dash of a list: an item may be empty. */
function lastDash(text: string, list: ListField): number {
  return list.end > lineStart(text, list.end) ? list.end : list.start + 1;
}
