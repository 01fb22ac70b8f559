import { commentFolds } from '../../lint/comment-folds.ts';
import type { Fold } from '../../lint/editing.ts';
import type { Field, ManifestFile } from '../model.ts';

const MOST_FOLDS = 20_000;

/** What can be folded: documents, maps, lists and long texts with their key's line, blocks of comments, and regions. */
export function foldsOf({ text, manifests, comments }: ManifestFile): Fold[] {
  const folds: Fold[] = [];
  for (const { start, end, root } of manifests) {
    folds.push({ start, end, kind: 'code' });
    collect(root, folds, { start, end });
  }
  return [...folds, ...commentFolds(text, comments, /^#?(end|)region\b/)];
}

/** A value over several lines folds from its key's line, an item of a list from its own. */
function collect(field: Field, folds: Fold[], around: { start: number; end: number }): void {
  if (folds.length > MOST_FOLDS) return;
  const inside = ({ start, end }: Field) => start >= around.start && end <= around.end;
  if (field.kind === 'map') {
    for (const { keyRange, value, merged } of field.entries) {
      if (merged || !inside(value)) continue;
      if (value.end > keyRange.end) folds.push({ start: keyRange.start, end: value.end, kind: 'code' });
      collect(value, folds, around);
    }
  }
  if (field.kind === 'list') {
    for (const item of field.items) {
      if (!inside(item)) continue;
      if (item.kind !== 'scalar') folds.push({ start: item.start, end: item.end, kind: 'code' });
      collect(item, folds, around);
    }
  }
}
