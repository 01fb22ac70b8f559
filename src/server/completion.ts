import { type CompletionItem, CompletionItemKind, InsertTextFormat, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { completeDockerfile } from '../dockerfile/completion.ts';
import type { Completion } from '../lint/editing.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  reference: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
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
  if (parsed?.kind === 'dockerfile' && session.features.dockerfileCompletion) {
    return completeDockerfile(parsed.dockerfile, offset).map((item) => toItem(document, item));
  }
  if (parsed?.kind === 'manifests' && !parsed.manifests.helmTemplate && session.features.kubernetesFields) {
    const items = await (await session.schemas()).complete(document.getText(), offset);
    return items.map((item) => toItem(document, item));
  }
  return [];
}

function toItem(document: TextDocument, completion: Completion): CompletionItem {
  return {
    label: completion.label,
    kind: KINDS[completion.kind],
    ...(completion.detail ? { detail: completion.detail } : {}),
    ...(completion.markdown ? { documentation: { kind: 'markdown', value: completion.markdown } } : {}),
    insertTextFormat: completion.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(document, completion.replace), newText: completion.insert },
  };
}
