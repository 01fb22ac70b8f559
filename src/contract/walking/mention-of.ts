import { writtenRange } from '../../kubernetes/editing/written.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Mention } from './thing.ts';

/** A scalar as a mention: without its quotes, and as it stands. */
export function mentionOf(file: string, text: string, field: Field, role: Mention['role']): Mention {
  const range = writtenRange(text, field);
  const { start, end } = field;
  return range ? { file, role, ...range } : { file, role, start, end, unwritten: true };
}
