import type { DocumentHighlight, Location, LocationLink, Position, Range } from 'vscode-languageserver/node';

/** Definitions that the language knows, then those of the contract; null where there are none. */
export function mergeLinks(
  own: readonly LocationLink[] | null,
  others: readonly LocationLink[],
  from: { readonly uri: string; readonly position: Position },
): LocationLink[] | null {
  const all = once([...(own ?? []), ...others], ({ targetUri, targetSelectionRange }) =>
    keyOf(targetUri, targetSelectionRange),
  );
  // Whoever stands on a definition wants to go on.
  const elsewhere = all.filter(
    ({ targetUri, targetSelectionRange }) => targetUri !== from.uri || !holds(targetSelectionRange, from.position),
  );
  const wanted = elsewhere.length > 0 ? elsewhere : all;
  return own === null && wanted.length === 0 ? null : wanted;
}

export function mergeLocations(own: readonly Location[] | null, others: readonly Location[]): Location[] | null {
  if (own === null && others.length === 0) return null;
  return once([...(own ?? []), ...others], ({ uri, range }) => keyOf(uri, range));
}

export function mergeHighlights(
  own: readonly DocumentHighlight[] | null,
  others: readonly DocumentHighlight[],
): DocumentHighlight[] | null {
  if (own === null && others.length === 0) return null;
  return once([...(own ?? []), ...others], ({ range }) => keyOf('', range));
}

function once<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const kept = new Map<string, Item>();
  for (const item of items) if (!kept.has(key(item))) kept.set(key(item), item);
  return [...kept.values()];
}

function keyOf(uri: string, { start }: Range): string {
  return `${uri} ${start.line}:${start.character}`;
}

function holds({ start, end }: Range, { line, character }: Position): boolean {
  return start.line === line && end.line === line && start.character <= character && character <= end.character;
}
