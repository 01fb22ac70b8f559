import type { Fold } from './editing.ts';
import type { Range } from './rule.ts';

/** A comment, `text` without what begins it. */
interface Comment extends Range {
  readonly text: string;
}

/**
 * Blocks of comments in lines that follow each other, and regions. `region` matches a comment that opens one (its first group
 * empty) or closes it (`end`).
 */
export function commentFolds(text: string, comments: readonly Comment[], region: RegExp): Fold[] {
  return [...blocks(text, comments, region), ...regions(comments, region)];
}

function blocks(text: string, comments: readonly Comment[], region: RegExp): Fold[] {
  const found: Comment[][] = [];
  for (const comment of comments) {
    const before = found.at(-1)?.at(-1);
    const follows = before && /^\r?\n[ \t]*$/.test(text.slice(before.end, comment.start));
    if (follows && !region.test(comment.text) && !region.test(before.text)) found.at(-1)?.push(comment);
    else found.push([comment]);
  }
  return found.flatMap((block): Fold[] => {
    const [first] = block;
    const last = block.at(-1);
    return first && last && block.length > 1 ? [{ start: first.start, end: last.end, kind: 'comment' }] : [];
  });
}

function regions(comments: readonly Comment[], region: RegExp): Fold[] {
  const open: Comment[] = [];
  return comments.flatMap((comment): Fold[] => {
    const [, end] = region.exec(comment.text) ?? [];
    if (end === undefined) return [];
    if (end === '') {
      open.push(comment);
      return [];
    }
    const begun = open.pop();
    return begun ? [{ start: begun.start, end: comment.end, kind: 'region' }] : [];
  });
}
