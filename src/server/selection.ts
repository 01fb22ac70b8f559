import type { Position, SelectionRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { selectionsAt } from '../dockerfile/editing/selection.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** What *Expand Selection* takes, for each place. */
export async function selectionRanges(
  session: Session,
  document: TextDocument,
  positions: readonly Position[],
): Promise<SelectionRange[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'selection');
  if (!dockerfile) return null;
  return positions.map((position) => {
    let outer: SelectionRange | undefined;
    for (const range of selectionsAt(dockerfile, document.offsetAt(position)).reverse()) {
      outer = { range: toRange(document, range), ...(outer ? { parent: outer } : {}) };
    }
    return outer ?? { range: { start: position, end: position } };
  });
}
