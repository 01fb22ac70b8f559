import { type CompletionItem, CompletionItemKind, InsertTextFormat, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completeDockerfile } from '../dockerfile/editing/completion.ts';
import { completeIgnoreFile, ignoreFolderAt } from '../dockerfile/editing/complete-ignore.ts';
import { isIgnoreFile } from './ignore-hover.ts';
import { isShellCode } from '../dockerfile/editing/shell-code.ts';
import { completeKind } from '../kubernetes/editing/complete-kind.ts';
import { completeValues } from '../kubernetes/editing/completion.ts';
import type { Completion } from '../lint/editing.ts';
import { manifestSurroundings } from './manifest-surroundings.ts';
import { sayProse } from './prose.ts';
import type { Place, Session } from './session.ts';
import { contextOf, surroundingsOf } from './surroundings.ts';
import { toRange } from './to-lsp.ts';

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  reference: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  snippet: CompletionItemKind.Snippet,
};

/** Completions at a place; empty where another extension provides them (`features`). */
export async function complete(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<CompletionItem[]> {
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  const offset = document.offsetAt(position);
  if (place && parsed?.kind === 'dockerfile') {
    const { completion, shell } = session.features.dockerfile;
    if (!(isShellCode(parsed.dockerfile, offset) ? shell : completion)) return [];
    const surroundings = await surroundingsOf(place, parsed.dockerfile, offset);
    const items = completeDockerfile(parsed.dockerfile, offset, surroundings);
    return inOrder(session, document, items);
  }
  if (place && isIgnoreFile(place.file)) {
    const surroundings = await contextOf(place, ignoreFolderAt(document.getText(), offset));
    const items = completeIgnoreFile(document.getText(), offset, surroundings);
    return items.map((item) => toItem(session, document, item));
  }
  if (place && parsed?.kind === 'manifests' && !parsed.manifests.helmTemplate) {
    return inOrder(session, document, await completeManifest(session, place, document.getText(), offset));
  }
  return [];
}

/** Names that live elsewhere, then kinds or fields; each where it is left to us. */
async function completeManifest(
  { features, schemas }: Session,
  place: Place,
  text: string,
  offset: number,
): Promise<Completion[]> {
  const values = features.kubernetes.values ? completeValues(text, offset, manifestSurroundings(place)) : [];
  // Where a name is typed the schema knows nothing but that it is a text.
  if (values.length > 0 || !features.kubernetes.completion) return values;
  const { service, kindsOf } = await schemas();
  const kinds = kindsOf(place.project);
  return completeKind(text, offset, kinds.all()) ?? service.complete(text, offset, kinds);
}

/** The order is ours: the likeliest first. */
function inOrder(session: Session, document: TextDocument, items: readonly Completion[]): CompletionItem[] {
  return items.map((item, index) => ({
    ...toItem(session, document, item),
    sortText: String(index).padStart(4, '0'),
  }));
}

function toItem({ translations }: Session, document: TextDocument, completion: Completion): CompletionItem {
  const { markdown } = completion;
  return {
    label: completion.label,
    ...(completion.filter === undefined ? {} : { filterText: completion.filter }),
    kind: KINDS[completion.kind],
    ...(completion.detail ? { detail: completion.detail } : {}),
    ...(markdown ? { documentation: { kind: 'markdown', value: sayProse(markdown, translations) } } : {}),
    ...(completion.more ? { command: { command: 'editor.action.triggerSuggest', title: '' } } : {}),
    insertTextFormat: completion.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(document, completion.replace), newText: completion.insert },
  };
}
