import type { Position, PrepareRenameResult, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareRename, rename, type Renamed } from '../kubernetes/editing/rename.ts';
import { say } from '../words/message.ts';
import { type ManifestPlace, manifestsOf } from './manifests-of.ts';
import { otherDocument } from './other-document.ts';
import { refusal } from './refusal.ts';
import type { Session } from './session.ts';
import { toRange, toTextEdits } from './to-lsp.ts';

/** The name at a place that can be changed in all files; null where there is none. */
export async function prepareInManifest(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<PrepareRenameResult | null> {
  const place = await manifestsOf(session, document, 'rename');
  const prepared = place && prepareRename(place.manifests, document.offsetAt(position), place.project.workspace);
  if (!prepared) return null;
  if ('refused' in prepared) throw refusal(session, prepared.refused);
  return { range: toRange(document, prepared.range), placeholder: prepared.name };
}

/** The edits of all files, which can be looked at before they are made; an error that says why where the name will not do. */
export async function renameInManifest(
  session: Session,
  document: TextDocument,
  position: Position,
  name: string,
): Promise<WorkspaceEdit | null> {
  const place = await manifestsOf(session, document, 'rename');
  const result = place && rename(place.manifests, document.offsetAt(position), name, place.project.workspace);
  if (!result) return null;
  if ('refused' in result) throw refusal(session, result.refused);
  return toEdit(session, place, document, result);
}

const ANNOTATION = 'rename';

/**
 * Edits of several files say what they are, for the editor's preview (Shift+Enter). They do not ask for it: what does is
 * unchecked there, and a part of a rename breaks what the whole keeps.
 */
function toEdit(
  session: Session,
  place: ManifestPlace,
  document: TextDocument,
  { edits, why }: Renamed,
): WorkspaceEdit {
  const isExplained = session.annotatesEdits && (edits.size > 1 || why !== undefined);
  const documentChanges = [...edits].flatMap(([file, changes]): TextDocumentEdit[] => {
    const other = otherDocument(place, document, file);
    if (!other) return [];
    const textDocument = { uri: other.uri, version: other === document ? document.version : null };
    const own = toTextEdits(other, changes);
    return [{ textDocument, edits: isExplained ? own.map((edit) => ({ ...edit, annotationId: ANNOTATION })) : own }];
  });
  if (!isExplained) return { documentChanges };
  const label = say(['Rename in all manifests'], session.translations);
  const description = why && say(why, session.translations);
  return {
    documentChanges,
    changeAnnotations: { [ANNOTATION]: { label, ...(description ? { description } : {}) } },
  };
}
