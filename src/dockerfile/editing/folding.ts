import { commentFolds } from '../../lint/comment-folds.ts';
import type { Fold } from '../../lint/editing.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** What can be folded: stages, instructions over several lines, heredocs, blocks of comments, and regions. */
export function foldsOf(dockerfile: Dockerfile): Fold[] {
  const { stages, instructions, text, comments } = dockerfile;
  return [
    ...stages.map(({ start, end }): Fold => ({ start, end, kind: 'code' })),
    ...instructions.flatMap((instruction) => instructionFolds(text, instruction)),
    ...commentFolds(text, comments, /^(end|)region\b/),
  ];
}

function instructionFolds(text: string, { start, end, heredocs, inner }: Instruction): Fold[] {
  if (!text.slice(start, end).includes('\n')) return [];
  const all = [...heredocs, ...(inner?.heredocs ?? [])];
  // One heredoc is folded with its instruction; of several each by itself, too.
  const contents = all.length > 1 ? all : [];
  return [
    { start, end, kind: 'code' },
    ...contents.map((heredoc): Fold => ({ start: heredoc.content.start, end: heredoc.content.end - 1, kind: 'code' })),
  ].filter((fold): fold is Fold => fold.end > fold.start);
}
