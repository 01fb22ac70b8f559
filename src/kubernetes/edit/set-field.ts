import type { TextEdit } from '../../lint/fix.ts';
import { entry } from '../fields.ts';
import type { MapField } from '../model.ts';
import { behindLines, endOfEntry, indentOf, isJson, isOwn, isQuoted, isShared, separator, styleOf } from './places.ts';
import { replaceValue } from './replace-value.ts';
import { behindKey, inFlow, type Value, writtenKey } from './written.ts';

/**
 * Sets a value at a path of keys below `map`: an existing one is replaced, a missing key is put behind the last one, with the
 * indentation or braces of its neighbours. Undefined, too, where the path runs into a scalar.
 */
export function setField(text: string, map: MapField, path: readonly string[], value: Value): TextEdit | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const present = entry(map, key);
  if (!present) return insertKey(text, map, path, value);
  if (!isOwn(map, present) || isShared(text, present.value)) return undefined;
  if (rest.length > 0 && present.value.kind === 'map' && present.value.entries.length > 0)
    return setField(text, present.value, rest, value);
  const isEmpty = present.value.kind === 'map' || (present.value.kind === 'scalar' && present.value.value === null);
  if (rest.length > 0 && !isEmpty) return undefined;
  const start = present.keyRange.end;
  const isWritten = present.value.end > present.value.start;
  // Nothing, or only a comment, is behind the colon; or a value that has lines of its own, or is of several levels.
  if (rest.length > 0 || !isWritten) {
    if (text[start] !== ':') return undefined;
    const written = flow(rest, value, isQuoted(text, present)).trim();
    return { start, end: isWritten ? present.value.end : start + 1, text: `: ${written}` };
  }
  return replaceValue(text, present.value, value, start);
}

function insertKey(text: string, map: MapField, path: readonly string[], value: Value): TextEdit | undefined {
  const own = map.entries.filter(({ merged }) => !merged);
  const first = own[0];
  const last = own.at(-1);
  // What an alias brought stands elsewhere, and belongs to others, too.
  if (own.some((one) => !isOwn(map, one))) return undefined;
  if (map.flow) {
    if (text[map.end - 1] !== '}') return undefined;
    const start = last ? endOfEntry(last) : map.start + 1;
    const quoted = last ? isQuoted(text, last) : isJson(text);
    const added = flow(path, value, quoted).slice(2, -2);
    return { start, end: start, text: last ? separator(text, map, last.keyRange.start) + added : ` ${added} ` };
  }
  const indent = first && indentOf(text, first.keyRange.start);
  if (!last || indent === undefined) return undefined;
  const style = styleOf(text);
  const end = behindLines(text, last.value, Math.max(last.value.end, last.keyRange.end + 1));
  const lines = path.map((key, depth) => {
    const inner = indent + '  '.repeat(depth);
    return `${inner}${writtenKey(key, false)}:${depth === path.length - 1 ? behindKey(value, inner, style) : ''}`;
  });
  return { start: end, end, text: style.lineEnd + lines.join(style.lineEnd) };
}

function flow(path: readonly string[], value: Value, quoted: boolean): string {
  return path.reduceRight((inner, key) => `{ ${writtenKey(key, quoted)}: ${inner} }`, inFlow(value, quoted));
}
