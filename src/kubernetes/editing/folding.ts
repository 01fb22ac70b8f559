import type { Fold } from '../../lint/editing.ts';
import type { Comment, Field, ManifestFile } from '../model.ts';

const MOST_FOLDS = 20_000;

/** What can be folded: documents, maps, lists and long texts with their key's line, blocks of comments, and regions. */
export function foldsOf({ text, manifests, comments }: ManifestFile): Fold[] {
  const folds: Fold[] = [];
  for (const { start, end, root } of manifests) {
    folds.push({ start, end, kind: 'code' });
    collect(root, folds, { start, end });
  }
  return [...folds, ...commentFolds(text, comments), ...regions(comments)];
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

/** Comments in lines that follow each other. */
function commentFolds(text: string, comments: readonly Comment[]): Fold[] {
  const blocks: Comment[][] = [];
  for (const comment of comments) {
    const before = blocks.at(-1)?.at(-1);
    const follows = before && /^\r?\n[ \t]*$/.test(text.slice(before.end, comment.start));
    if (follows && !isRegion(comment) && !isRegion(before)) blocks.at(-1)?.push(comment);
    else blocks.push([comment]);
  }
  return blocks.flatMap((block): Fold[] => {
    const [first] = block;
    const last = block.at(-1);
    return first && last && block.length > 1 ? [{ start: first.start, end: last.end, kind: 'comment' }] : [];
  });
}

/** `# region` to `# endregion`. */
function regions(comments: readonly Comment[]): Fold[] {
  const open: Comment[] = [];
  return comments.flatMap((comment): Fold[] => {
    if (/^#?region\b/.test(comment.text)) open.push(comment);
    if (!/^#?endregion\b/.test(comment.text)) return [];
    const begun = open.pop();
    return begun ? [{ start: begun.start, end: comment.end, kind: 'region' }] : [];
  });
}

function isRegion({ text }: Comment): boolean {
  return /^#?(?:end)?region\b/.test(text);
}
