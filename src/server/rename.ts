import type { Position, PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareRename, rename } from '../dockerfile/editing/rename.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { prepareInManifest, renameInManifest } from './manifest-rename.ts';
import { refusal } from './refusal.ts';
import type { Session } from './session.ts';
import { prepareThing, renameThingAt } from './thing-rename.ts';
import { toRange, toTextEdits } from './to-lsp.ts';

/** The name at a place that can be changed; null where there is none. */
export async function prepare(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<PrepareRenameResult | null> {
  const thing = await prepareThing(session, document, position);
  if (thing) return thing;
  const dockerfile = await dockerfileOf(session, document, 'rename');
  if (!dockerfile) return prepareInManifest(session, document, position);
  const prepared = prepareRename(dockerfile, document.offsetAt(position));
  if (!prepared) return null;
  if ('refused' in prepared) throw refusal(session, prepared.refused);
  return { range: toRange(document, prepared.range), placeholder: prepared.name };
}

/** The edits of a new name; an error that says why where it will not do. */
export async function renameAt(
  session: Session,
  document: TextDocument,
  position: Position,
  name: string,
): Promise<WorkspaceEdit | null> {
  const thing = await renameThingAt(session, document, position, name);
  if (thing) return thing;
  const dockerfile = await dockerfileOf(session, document, 'rename');
  if (!dockerfile) return renameInManifest(session, document, position, name);
  const result = rename(dockerfile, document.offsetAt(position), name);
  if (!result) return null;
  if ('refused' in result) throw refusal(session, result.refused);
  const textDocument = { uri: document.uri, version: document.version };
  return { documentChanges: [{ textDocument, edits: toTextEdits(document, result.edits) }] };
}
