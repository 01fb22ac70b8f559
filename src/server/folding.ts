import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { foldsOf } from '../dockerfile/editing/folding.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import type { Session } from './session.ts';

/** Lines of a Dockerfile that can be folded; of folds that begin in one line the largest. */
export async function foldingRanges(session: Session, document: TextDocument): Promise<FoldingRange[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'folding');
  if (!dockerfile) return null;
  const byLine = new Map<number, FoldingRange>();
  for (const { start, end, kind } of foldsOf(dockerfile)) {
    const startLine = document.positionAt(start).line;
    const endLine = document.positionAt(end).line;
    if (endLine <= startLine || (byLine.get(startLine)?.endLine ?? 0) >= endLine) continue;
    byLine.set(startLine, {
      startLine,
      endLine,
      ...(kind === 'code' ? {} : { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }),
    });
  }
  return [...byLine.values()];
}
