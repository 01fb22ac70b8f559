import { parseIgnoreComment } from '../lint/ignore-comment.ts';
import type { Suppression } from '../lint/suppression.ts';
import type { Comment, Dockerfile } from './model.ts';

/**
 * Ignore comments and what they cover: one above an instruction (other comments may stand between) covers that instruction,
 * one inside a continued instruction the rest of it; `stage` the stage below; BuildKit's directive at the top the file.
 */
export function suppressionsOf(dockerfile: Dockerfile): Suppression[] {
  const { text, comments, directives } = dockerfile;
  const whole = { start: 0, end: text.length + 1 };
  const found: Suppression[] = [];
  for (const { name, value, start, end } of directives) {
    const ignore = name === 'check' ? parseIgnoreComment(`check=${value}`) : undefined;
    if (ignore) found.push({ at: { start, end }, covers: whole, ids: ignore.ids, dialect: ignore.dialect });
  }
  for (const comment of comments) {
    const ignore = parseIgnoreComment(comment.text);
    if (!ignore) continue;
    const covers =
      ignore.scope === 'file'
        ? whole
        : ignore.scope === 'stage'
          ? stageBelow(dockerfile, comment)
          : below(dockerfile, comment);
    if (covers)
      found.push({ at: { start: comment.start, end: comment.end }, covers, ids: ignore.ids, dialect: ignore.dialect });
  }
  return found;
}

/** The instruction around the comment, or the next one below it. */
function below({ instructions }: Dockerfile, comment: Comment) {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.end ?? 0) > comment.start) high = middle;
    else low = middle + 1;
  }
  const next = instructions[low];
  return next ? { start: next.start, end: next.end + 1 } : undefined;
}

function stageBelow({ stages }: Dockerfile, comment: Comment) {
  const stage = stages.find(({ from }) => from.start >= comment.end);
  return stage ? { start: stage.start, end: stage.end + 1 } : undefined;
}
