import type { Range } from '../lint/rule.ts';
import { type IgnoreComment, parseIgnoreComment, suppressionOf } from '../lint/ignore-comment.ts';
import type { Suppression } from '../lint/suppression.ts';
import type { Comment, Dockerfile, Instruction } from './model.ts';
import { commandBelow, scriptSuppressions } from './commands/script-suppressions.ts';

/**
 * Ignore comments and what they cover. One directly above an instruction (other comments may stand between, empty lines may
 * not) covers that instruction, above a FROM for the stage all of it; one inside a continued instruction the rest of it, or the next command where it speaks of
 * shell code; BuildKit's directive at the top the file. Comments in the scripts of heredocs count, too.
 */
export function suppressionsOf(dockerfile: Dockerfile): Suppression[] {
  const { text, comments, directives } = dockerfile;
  const whole = { start: 0, end: text.length + 1 };
  const found: Suppression[] = [];
  for (const { name, start, end } of directives) {
    const ignore = name === 'check' ? parseIgnoreComment(text.slice(start, end)) : undefined;
    if (ignore) found.push(suppressionOf(ignore, { start, end }, whole));
  }
  const ignores = comments.map(({ start, end }) => parseIgnoreComment(text.slice(start, end)));
  if (ignores.some((ignore) => ignore !== undefined)) {
    const below = instructionsBelow(dockerfile);
    for (const [index, ignore] of ignores.entries()) {
      const comment = comments[index];
      if (!comment || !ignore) continue;
      found.push(
        suppressionOf(ignore, comment, coveredBy(ignore, comment, attachedTo(below[index], ignore), dockerfile, whole)),
      );
    }
  }
  return [...found, ...scriptSuppressions(dockerfile)];
}

function coveredBy(
  { scope, dialect }: IgnoreComment,
  comment: Comment,
  below: Instruction | undefined,
  dockerfile: Dockerfile,
  whole: Range,
): Range {
  // It silences nothing then, but it is there: what is unused is reported.
  const nothing = { start: comment.start, end: comment.start };
  if (scope === 'file') return whole;
  if (scope === 'stage') return stageOf(dockerfile, below) ?? nothing;
  if (!below) return nothing;
  // From the comment on, so that comments in between can be meant, too.
  if (!comment.inside) return { start: comment.end, end: below.end + 1 };
  if (dialect === 'shellcheck' || dialect === 'gantry') {
    const command = commandBelow(dockerfile, comment.end, below.end);
    if (command) return command;
  }
  return { start: comment.start, end: below.end + 1 };
}

/** The instruction around a comment, or the next one below it. */
interface Below {
  readonly instruction: Instruction | undefined;
  /** False: empty lines stand between. */
  readonly directly: boolean;
}

/** BuildKit looks past empty lines, all others do not. */
function attachedTo(below: Below | undefined, { dialect }: IgnoreComment): Instruction | undefined {
  return below?.directly || dialect === 'buildkit' ? below?.instruction : undefined;
}

function instructionsBelow({ comments, instructions, text }: Dockerfile): readonly Below[] {
  const below: Below[] = Array.from({ length: comments.length });
  let next = instructions.length;
  for (let index = comments.length - 1; index >= 0; index--) {
    const comment = comments[index] as Comment;
    while ((instructions[next - 1]?.end ?? -1) > comment.start) next--;
    const instruction = instructions[next];
    if (!instruction || comment.inside) {
      below[index] = { instruction, directly: true };
      continue;
    }
    const following = comments[index + 1];
    const isAbove = following !== undefined && following.start < instruction.start;
    const gap = text.slice(comment.end, isAbove ? following.start : instruction.start);
    const close = gap.indexOf('\n') === gap.lastIndexOf('\n');
    below[index] = { instruction, directly: close && (!isAbove || (below[index + 1]?.directly ?? false)) };
  }
  return below;
}

/** The stage that a FROM begins. */
function stageOf({ stages }: Dockerfile, from: Instruction | undefined): Range | undefined {
  if (from?.keyword !== 'FROM') return undefined;
  let low = 0;
  let high = stages.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stages[middle]?.from.start ?? 0) >= from.start) high = middle;
    else low = middle + 1;
  }
  const stage = stages[low];
  return stage ? { start: stage.start, end: stage.end + 1 } : undefined;
}
