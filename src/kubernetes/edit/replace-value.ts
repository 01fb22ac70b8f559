import type { TextEdit } from '../../lint/fix.ts';
import type { Field } from '../model.ts';
import { isJson, isShared } from './places.ts';
import { inFlow, type Value } from './written.ts';

/**
 * Writes a value in place of a field's, in the field's own quotes; `keyEnd`: where its key ends, needed for lists and maps
 * that have lines of their own.
 */
export function replaceValue(text: string, field: Field, value: Value, keyEnd?: number): TextEdit | undefined {
  if (field.end <= field.start || isShared(text, field)) return undefined;
  const quote = text[field.start] ?? '';
  if (field.kind === 'scalar' || field.flow) {
    const written =
      quote === "'" && typeof value === 'string' && !value.includes('\n')
        ? `'${value.replaceAll("'", "''")}'`
        : inFlow(value, quote === '"' || isJson(text));
    return { start: field.start, end: field.end, text: written };
  }
  return keyEnd !== undefined && text[keyEnd] === ':'
    ? { start: keyEnd, end: field.end, text: `: ${inFlow(value, false)}` }
    : undefined;
}
