import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { outlineDockerfile } from '../dockerfile/editing/outline.ts';
import { outlineManifests } from '../kubernetes/editing/outline.ts';
import type { OutlineItem } from '../lint/editing.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  stage: SymbolKind.Module,
  instruction: SymbolKind.Property,
  object: SymbolKind.Object,
  field: SymbolKind.Field,
  container: SymbolKind.Class,
  port: SymbolKind.Interface,
  key: SymbolKind.Key,
  volume: SymbolKind.File,
};

/** The outline of a Dockerfile or of the objects in a manifest. */
export async function outline(session: Session, document: TextDocument): Promise<DocumentSymbol[]> {
  const place = await session.placeOf(document);
  const parsed = place?.project.parsed(place.file);
  if (parsed?.kind === 'dockerfile' && session.features.dockerfile.outline) {
    return outlineDockerfile(parsed.dockerfile).map((item) => toSymbol(document, item));
  }
  if (parsed?.kind === 'manifests' && session.features.kubernetes.outline) {
    return outlineManifests(parsed.manifests).map((item) => toSymbol(document, item));
  }
  return [];
}

function toSymbol(document: TextDocument, item: OutlineItem): DocumentSymbol {
  return {
    // The protocol refuses empty names, which half-typed files have.
    name: item.name || '…',
    ...(item.detail ? { detail: item.detail } : {}),
    kind: KINDS[item.kind],
    range: toRange(document, item),
    selectionRange: toRange(document, item.selection),
    ...(item.children ? { children: item.children.map((child) => toSymbol(document, child)) } : {}),
  };
}
