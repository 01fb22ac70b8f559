import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  type Position,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fileKind } from '../config/file-kind.ts';
import type { Contract } from '../contract/contract.ts';
import { type Found, thingAt } from '../contract/walking/thing-at.ts';
import type { LooseKind, Mention, TextFile, Thing, Walk } from '../contract/walking/thing.ts';
import { otherDocument } from './other-document.ts';
import type { Place, Session } from './session.ts';
import { toRange } from './to-lsp.ts';

export interface FoundThing extends Found {
  readonly place: Place;
  readonly contract: Contract;
}

/** What source, image and manifests mean in common at a place of an open document. */
export async function findThing(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<FoundThing | undefined> {
  const place = await session.placeOf(document);
  const contract = place?.project.contract();
  if (!place || !contract) return undefined;
  const walk: Walk = { contract, texts: (kind) => textsOf(kind, place) };
  const found = thingAt(place.file, document.getText(), document.offsetAt(position), walk);
  return found && { ...found, place, contract };
}

function* textsOf(kind: LooseKind, { project }: Place): Generator<TextFile> {
  for (const file of project.files()) {
    if (fileKind(file) !== kind) continue;
    const text = project.text(file);
    if (text !== undefined) yield { file, text };
  }
}

/** From where it is set or asked for to the source; from the source to where it is set, else asked for. */
export async function thingDefinition(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<LocationLink[]> {
  const found = await findThing(session, document, position);
  if (!found) return [];
  const { mention, thing } = found;
  const others = thing.mentions.filter((one) => one !== mention);
  const set = others.filter(({ role }) => role === 'set');
  const fromSource = set.length > 0 ? set : others.filter(({ role }) => role === 'use');
  const targets = mention.role === 'source' ? fromSource : sourcesOf(thing, mention, others);
  const originSelectionRange = toRange(document, mention);
  return targets.flatMap((target) => {
    const location = locate(found, document, target);
    if (!location) return [];
    const { uri, range } = location;
    return [{ targetUri: uri, targetRange: range, targetSelectionRange: range, originSelectionRange }];
  });
}

/** An image leads to its Dockerfile, too; a port to the call that listens, where its number is written elsewhere. */
function sourcesOf({ kind }: Thing, from: Mention, mentions: readonly Mention[]): readonly Mention[] {
  if (kind === 'program' && from.role === 'use') return mentions.filter(({ role }) => role !== 'use');
  const sources = mentions.filter(({ role }) => role === 'source');
  const calls = kind === 'port' ? sources.filter(({ unwritten }) => unwritten) : [];
  return calls.length > 0 ? calls : sources;
}

/** All places that mean it; the source is what defines it. */
export async function thingReferences(
  session: Session,
  document: TextDocument,
  position: Position,
  withDefinitions: boolean,
): Promise<Location[]> {
  const found = await findThing(session, document, position);
  if (!found) return [];
  return found.thing.mentions
    .filter(({ role }) => withDefinitions || role !== 'source')
    .flatMap((one) => locate(found, document, one) ?? []);
}

/** Those in this file. */
export async function thingHighlights(
  session: Session,
  document: TextDocument,
  position: Position,
): Promise<DocumentHighlight[]> {
  const found = await findThing(session, document, position);
  if (!found) return [];
  return found.thing.mentions
    .filter(({ file, unwritten, adds }) => file === found.place.file && !unwritten && adds === undefined)
    .map((one) => ({
      range: toRange(document, one),
      kind: one.role === 'set' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

function locate({ place }: FoundThing, document: TextDocument, mention: Mention): Location | undefined {
  const other = otherDocument(place, document, mention.file);
  return other && { uri: other.uri, range: toRange(other, mention) };
}
