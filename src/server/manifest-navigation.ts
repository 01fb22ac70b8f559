import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  type Position,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { definitionsOf, mentionAt, type Occurrence, occurrencesOf } from '../kubernetes/editing/names/named-things.ts';
import type { Mention } from '../kubernetes/editing/names/mention.ts';
import { type ManifestPlace, manifestsOf } from './manifests-of.ts';
import { otherDocument } from './other-document.ts';
import type { KubernetesFeature } from './protocol.ts';
import type { Session } from './session.ts';
import { toRange } from './to-lsp.ts';

interface Found {
  readonly place: ManifestPlace;
  readonly mention: Mention;
}

async function find(
  session: Session,
  document: TextDocument,
  position: Position,
  feature: KubernetesFeature,
): Promise<Found | undefined> {
  const place = await manifestsOf(session, document, feature);
  const mention = place && mentionAt(place.manifests, document.offsetAt(position), place.project.workspace);
  return mention && { place, mention };
}

/** Where the object, key, port, label or volume at a place is defined, in whatever file. */
export async function manifestDefinition(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<LocationLink[] | null> {
  const found = await find(session, document, position, 'definition');
  if (!found) return null;
  const { place, mention } = found;
  const originSelectionRange = toRange(document, mention);
  return definitionsOf(occurrencesOf(mention, place.project.workspace)).flatMap((occurrence) => {
    const location = locate(place, document, occurrence);
    if (!location) return [];
    const { uri, range } = location;
    return [{ targetUri: uri, targetRange: range, targetSelectionRange: range, originSelectionRange }];
  });
}

/** All places that mean it. */
export async function manifestReferences(
  session: Session,
  document: TextDocument,
  position: Position,
  withDefinitions: boolean,
): Promise<Location[] | null> {
  const found = await find(session, document, position, 'references');
  if (!found) return null;
  const { place, mention } = found;
  return occurrencesOf(mention, place.project.workspace)
    .filter(({ role }) => withDefinitions || role === 'use')
    .flatMap((occurrence) => locate(place, document, occurrence) ?? []);
}

/** Those in this file: where it is made as written, the rest as read. */
export async function manifestHighlights(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<DocumentHighlight[] | null> {
  const found = await find(session, document, position, 'highlights');
  if (!found) return null;
  const { place, mention } = found;
  return occurrencesOf(mention, place.project.workspace, place.manifests).map((occurrence) => ({
    range: toRange(document, occurrence),
    kind: occurrence.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

function locate(place: ManifestPlace, document: TextDocument, occurrence: Occurrence): Location | undefined {
  const other = otherDocument(place, document, occurrence.file);
  return other && { uri: other.uri, range: toRange(other, occurrence) };
}
