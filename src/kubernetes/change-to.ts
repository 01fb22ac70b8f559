import type { Fix } from '../lint/fix.ts';
import { replaceValue } from './edit.ts';
import type { Field } from './model.ts';

/** The fix that writes the likely value in the place of another; none where there is no such value, or the edit cannot be made. */
export function changeTo(text: string, field: Field | undefined, value: string | number | undefined): Fix[] {
  if (!field || value === undefined) return [];
  const edit = replaceValue(text, field, value);
  return edit ? [{ title: ['Change to `{0}`', String(value)], safe: false, edits: [edit] }] : [];
}
