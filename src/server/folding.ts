import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { foldsOf as foldsOfDockerfile } from '../dockerfile/editing/folding.ts';
import { foldsOf as foldsOfManifests } from '../kubernetes/editing/folding.ts';
import type { Fold } from '../lint/editing.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { manifestsOf } from './manifests-of.ts';
import type { Session } from './session.ts';

/** Lines that can be folded; of folds that begin in one line the largest. */
export async function foldingRanges(session: Session, document: TextDocument): Promise<FoldingRange[] | null> {
  const folds = await foldsOf(session, document);
  if (!folds) return null;
  const byLine = new Map<number, FoldingRange>();
  for (const { start, end, kind } of folds) {
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

async function foldsOf(session: Session, document: TextDocument): Promise<Fold[] | undefined> {
  const dockerfile = await dockerfileOf(session, document, 'folding');
  if (dockerfile) return foldsOfDockerfile(dockerfile);
  const place = await manifestsOf(session, document, 'folding');
  // Of a template nothing is known; the editor folds it by its indentation.
  return place && !place.manifests.helmTemplate ? foldsOfManifests(place.manifests) : undefined;
}
