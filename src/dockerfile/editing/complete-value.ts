import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';

/** A value that is inserted as it is shown. */
export function valueItem(label: string, replace: Range, about?: Message): Completion {
  return { label, kind: 'value', insert: label, replace, ...(about ? { markdown: [about] } : {}) };
}
