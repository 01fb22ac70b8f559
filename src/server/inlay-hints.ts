import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { hintsOf as hintsOfDockerfile } from '../dockerfile/editing/inlay-hints.ts';
import { hintsOf as hintsOfManifests } from '../kubernetes/editing/inlay-hints.ts';
import type { Hint } from '../lint/editing.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { manifestsOf } from './manifests-of.ts';
import { sayProse } from './prose.ts';
import type { Session } from './session.ts';
import { sourceInlayHints } from './source-answers.ts';
import { toOffsets } from './to-lsp.ts';

/** The values behind variables and names, in the part of a document that is seen. */
export async function inlayHints(session: Session, document: TextDocument, range: Range): Promise<InlayHint[] | null> {
  if (document.languageId === 'go') return sourceInlayHints(session, document, range);
  const hints = await hintsOf(session, document, range);
  if (!hints) return null;
  return hints.map(({ offset, label, markdown }) => ({
    position: document.positionAt(offset),
    label,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    tooltip: { kind: 'markdown', value: sayProse(markdown, session.translations) },
  }));
}

async function hintsOf(session: Session, document: TextDocument, range: Range): Promise<Hint[] | undefined> {
  const dockerfile = await dockerfileOf(session, document, 'inlayHints');
  if (dockerfile) return hintsOfDockerfile(dockerfile, toOffsets(document, range));
  const place = await manifestsOf(session, document, 'inlayHints');
  const { manifestHints } = session.features;
  return place && hintsOfManifests(place.manifests, toOffsets(document, range), place.project.workspace, manifestHints);
}
