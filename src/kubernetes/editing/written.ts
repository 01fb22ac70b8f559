import type { Range } from '../../lint/rule.ts';
import { textAt } from '../fields.ts';
import type { Entry, Field } from '../model.ts';

/** The characters of a scalar without its quotes; undefined where it is not written so (an alias, a block, escapes). */
export function writtenRange(text: string, field: Field): Range | undefined {
  return field.kind === 'scalar' ? unquoted(text, field, textAt(field)) : undefined;
}

/** The same of a key. */
export function writtenKey(text: string, { key, keyRange }: Entry): Range | undefined {
  return unquoted(text, keyRange, key);
}

function unquoted(text: string, { start, end }: Range, value: string | undefined): Range | undefined {
  const quoted = /["']/.test(text[start] ?? '');
  const range = quoted ? { start: start + 1, end: end - 1 } : { start, end };
  return text.slice(range.start, range.end) === value ? range : undefined;
}
