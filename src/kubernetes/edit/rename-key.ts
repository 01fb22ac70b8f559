import type { TextEdit } from '../../lint/fix.ts';
import { entry } from '../fields.ts';
import type { MapField } from '../model.ts';
import { isOwn } from './places.ts';
import { writtenKey } from './written.ts';

/** Gives an entry of `map` another key; undefined, too, where that key is there already. */
export function renameKey(text: string, map: MapField, key: string, next: string): TextEdit | undefined {
  const present = entry(map, key);
  if (!present || !isOwn(map, present) || entry(map, next)) return undefined;
  const { start, end } = present.keyRange;
  const first = text[start] ?? '';
  if (/[*&!]/.test(first)) return undefined;
  const written = first === "'" ? `'${next.replaceAll("'", "''")}'` : writtenKey(next, first === '"');
  return { start, end, text: written };
}
