import type { Position, SelectionRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { selectionsAt as selectionsInDockerfile } from '../dockerfile/editing/selection.ts';
import { selectionsAt as selectionsInManifests } from '../kubernetes/editing/selection.ts';
import type { Range } from '../lint/rule.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { manifestsOf } from './manifests-of.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** What *Expand Selection* takes, for each place. */
export async function selectionRanges(
  session: Session,
  document: TextDocument,
  positions: readonly Position[],
): Promise<SelectionRange[] | null> {
  const selectionsAt = await selectionsOf(session, document);
  if (!selectionsAt) return null;
  return positions.map((position) => {
    let outer: SelectionRange | undefined;
    for (const range of selectionsAt(document.offsetAt(position)).reverse()) {
      outer = { range: toRange(document, range), ...(outer ? { parent: outer } : {}) };
    }
    return outer ?? { range: { start: position, end: position } };
  });
}

async function selectionsOf(
  session: Session,
  document: TextDocument,
): Promise<((offset: number) => Range[]) | undefined> {
  const dockerfile = await dockerfileOf(session, document, 'selection');
  if (dockerfile) return (offset) => selectionsInDockerfile(dockerfile, offset);
  const manifests = (await manifestsOf(session, document, 'selection'))?.manifests;
  return manifests && !manifests.helmTemplate ? (offset) => selectionsInManifests(manifests, offset) : undefined;
}
