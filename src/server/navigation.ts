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
import { mergeHighlights, mergeLinks, mergeLocations } from './merge-answers.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';
import { thingDefinition, thingHighlights, thingReferences } from './walking.ts';

/** Where what is named at a place is defined, in the same language or in another. */
export async function definition(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<LocationLink[] | null> {
  const own = await ownDefinition(session, document, position);
  const others = await thingDefinition(session, document, position);
  return mergeLinks(own, others, { uri: document.uri, position });
}

/** All places that mean the same, in whatever language. */
export async function references(
  session: Session,
  document: TextDocument,
  position: Position,
  withDefinitions: boolean,
): Promise<Location[] | null> {
  const own = await ownReferences(session, document, position, withDefinitions);
  return mergeLocations(own, await thingReferences(session, document, position, withDefinitions));
}

/** Those of this document, to be marked: definitions as written, the rest as read. */
export async function highlights(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<DocumentHighlight[] | null> {
  const own = await ownHighlights(session, document, position);
  return mergeHighlights(own, await thingHighlights(session, document, position));
}

/** Of the stage or variable of a Dockerfile, or of what is named in a manifest. */
async function ownDefinition(
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

async function ownReferences(
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

async function ownHighlights(
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
