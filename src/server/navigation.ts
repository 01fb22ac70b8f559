import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  type Position,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { definitionsOf, namedAt } from '../dockerfile/editing/names.ts';
import { dockerfileOf } from './dockerfile-of.ts';
import { manifestDefinition, manifestHighlights, manifestReferences } from './manifest-navigation.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

/** Where the stage or variable at a place is defined, or what is named in a manifest. */
export async function definition(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<LocationLink[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'definition');
  if (!dockerfile) return manifestDefinition(session, document, position);
  const found = namedAt(dockerfile, document.offsetAt(position));
  if (!found) return null;
  const originSelectionRange = toRange(document, found.occurrence);
  return definitionsOf(found.thing).map((range) => ({
    targetUri: document.uri,
    targetRange: toRange(document, range),
    targetSelectionRange: toRange(document, range),
    originSelectionRange,
  }));
}

/** All places that mean the stage or variable at a place. */
export async function references(
  session: Session,
  document: TextDocument,
  position: Position,
  withDefinitions: boolean,
): Promise<Location[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'references');
  if (!dockerfile) return manifestReferences(session, document, position, withDefinitions);
  const found = namedAt(dockerfile, document.offsetAt(position));
  if (!found) return null;
  return found.thing.occurrences
    .filter(({ kind }) => withDefinitions || kind === 'use')
    .map((range) => ({ uri: document.uri, range: toRange(document, range) }));
}

/** The same, to be marked: definitions as written, the rest as read. */
export async function highlights(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<DocumentHighlight[] | null> {
  const dockerfile = await dockerfileOf(session, document, 'highlights');
  if (!dockerfile) return manifestHighlights(session, document, position);
  const found = namedAt(dockerfile, document.offsetAt(position));
  if (!found) return null;
  return found.thing.occurrences.map(({ kind, ...range }) => ({
    range: toRange(document, range),
    kind: kind === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
