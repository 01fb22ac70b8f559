import type { Fold } from '../../lint/editing.ts';
import type { Comment, Dockerfile, Instruction } from '../model.ts';

/** What can be folded: stages, instructions over several lines, heredocs, blocks of comments, and regions. */
export function foldsOf(dockerfile: Dockerfile): Fold[] {
  const { stages, instructions, text } = dockerfile;
  return [
    ...stages.map(({ start, end }): Fold => ({ start, end, kind: 'code' })),
    ...instructions.flatMap((instruction) => instructionFolds(text, instruction)),
    ...commentFolds(dockerfile),
    ...regions(dockerfile),
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

/** Comments in lines that follow each other. */
function commentFolds({ text, comments }: Dockerfile): Fold[] {
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
function regions({ comments }: Dockerfile): Fold[] {
  const open: Comment[] = [];
  return comments.flatMap((comment): Fold[] => {
    if (/^region\b/.test(comment.text)) open.push(comment);
    if (!/^endregion\b/.test(comment.text)) return [];
    const begun = open.pop();
    return begun ? [{ start: begun.start, end: comment.end, kind: 'region' }] : [];
  });
}

function isRegion({ text }: Comment): boolean {
  return /^(?:end)?region\b/.test(text);
}
