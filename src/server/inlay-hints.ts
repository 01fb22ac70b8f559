import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { hintsOf } from '../dockerfile/editing/inlay-hints.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { sayProse } from './prose.ts';
import type { Session } from './session.ts';
import { toOffsets } from './to-lsp.ts';

/** The values behind variables, in the part of a Dockerfile that is seen. */
export async function inlayHints(session: Session, document: TextDocument, range: Range): Promise<InlayHint[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'inlayHints');
  if (!dockerfile) return null;
  return hintsOf(dockerfile, toOffsets(document, range)).map(({ offset, label, markdown }) => ({
    position: document.positionAt(offset),
    label,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    tooltip: { kind: 'markdown', value: sayProse(markdown, session.translations) },
  }));
}
