/**
 * Edits that keep everything else as it is written: comments, quotes, indentation, line ends, braces. Each gives undefined
 * where what it would change is shared through an alias, an anchor or a merge key, or stands in a style it does not know.
 */
export { appendItem } from './edit/append-item.ts';
export { newDocument } from './edit/new-document.ts';
export { removeField } from './edit/remove-field.ts';
export { renameKey } from './edit/rename-key.ts';
export { replaceValue } from './edit/replace-value.ts';
export { setField } from './edit/set-field.ts';
export type { Value } from './edit/written.ts';
