import { writtenRange } from '../../kubernetes/editing/written.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Place } from '../../go/project.ts';
import type { SourceRange } from './source-constants.ts';
import type { Mention } from './thing.ts';

/** A scalar as a mention: without its quotes, and as it stands. */
export function mentionOf(file: string, text: string, field: Field, role: Mention['role']): Mention {
  const range = writtenRange(text, field);
  const { start, end } = field;
  return range ? { file, role, ...range } : { file, role, start, end, unwritten: true };
}

/** A place of Go source as a mention: where its text is written, else as a whole. */
export function sourceMention({ file, start, end }: Place, range: SourceRange | undefined): Mention {
  return range ? { ...range, role: 'source' } : { file, start, end, role: 'source', unwritten: true };
}
