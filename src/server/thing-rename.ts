import { setImmediate } from 'node:timers/promises';
import type {
  ChangeAnnotation,
  Position,
  PrepareRenameResult,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { renameProblem, type RenamedThing, renameThing } from '../contract/walking/rename.ts';
import type { TextEdit } from '../lint/fix.ts';
import { say } from '../words/message.ts';
import { otherDocument } from './other-document.ts';
import { refusal } from './refusal.ts';
import type { Place, Session } from './session.ts';
import { toRange, toTextEdits } from './to-lsp.ts';
import { findThing, type FoundThing } from './walking.ts';

/** The name that source, image and manifests have in common, where the place is one that can be renamed; undefined elsewhere. */
export async function prepareThing(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<PrepareRenameResult | undefined> {
  const found = await renamable(session, document, position);
  if (!found) return undefined;
  const { thing, mention, contract } = found;
  const problem = renameProblem(thing, contract);
  if (problem) throw refusal(session, problem);
  return { range: toRange(document, mention), placeholder: thing.name.slice(mention.prefix?.length ?? 0) };
}

/** The edits of all languages; an error that says why where the name will not do. */
export async function renameThingAt(
  session: Session,
  document: TextDocument,
  position: Position,
  name: string,
): Promise<WorkspaceEdit | undefined> {
  const found = await renamable(session, document, position);
  if (!found) return undefined;
  const { thing, contract, place, mention } = found;
  const sources: { file: string; text: string }[] = [];
  for (const file of new Set(thing.programs.flatMap(({ moduleDir }) => sourcesBelow(moduleDir, place)))) {
    const text = place.textOf(file);
    if (text !== undefined) sources.push({ file, text });
    if (sources.length % SLICE === 0) await setImmediate();
  }
  const result = renameThing(thing, `${mention.prefix ?? ''}${name}`, contract, sources);
  if ('refused' in result) throw refusal(session, result.refused);
  return toEdit(session, found, document, result);
}

/** Files read between two turns of the event loop. */
const SLICE = 20;

/** A program is found by its name, but cannot get another here. */
async function renamable(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<FoundThing | undefined> {
  const place = await session.placeOf(document);
  // Before that, a name of several files would be changed in some of them only.
  await place?.whole;
  const found = await findThing(session, document, position);
  return found?.thing.kind === 'program' ? undefined : found;
}

/** The Go files of a module, without those of modules inside it. */
function sourcesBelow(moduleDir: string, { project }: Place): string[] {
  const files: string[] = [];
  const open = [moduleDir === '.' ? '' : moduleDir];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const [name, kind] of project.list(folder) ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder' && !project.list(path)?.has('go.mod')) open.push(path);
      if (kind === 'file' && name.endsWith('.go')) files.push(path);
    }
  }
  return files;
}

const SURE = 'thing';
const UNSURE = 'perhaps';

/**
 * Like a rename within manifests: what belongs together does not ask for the preview, as what asks is unchecked there.
 * Strings that only look the same do ask; an editor that cannot ask leaves them alone.
 */
function toEdit(
  session: Session,
  { place }: FoundThing,
  document: TextDocument,
  { edits, unsure }: RenamedThing,
): WorkspaceEdit {
  const isExplained = session.annotatesEdits;
  const changes = (list: ReadonlyMap<string, readonly TextEdit[]>, annotationId: string) =>
    [...list].flatMap(([file, own]): TextDocumentEdit[] => {
      const other = otherDocument(place, document, file);
      if (!other) return [];
      const textDocument = { uri: other.uri, version: other === document ? document.version : null };
      const texts = toTextEdits(other, own);
      return [{ textDocument, edits: isExplained ? texts.map((edit) => ({ ...edit, annotationId })) : texts }];
    });
  if (!isExplained) return { documentChanges: changes(edits, SURE) };
  const annotations: Record<string, ChangeAnnotation> = {
    [SURE]: { label: say(['Rename in source, images and manifests'], session.translations) },
  };
  if (unsure.size > 0) {
    annotations[UNSURE] = {
      label: say(['Strings that may mean it, too'], session.translations),
      needsConfirmation: true,
    };
  }
  return { documentChanges: [...changes(edits, SURE), ...changes(unsure, UNSURE)], changeAnnotations: annotations };
}
