import type { CallEdges } from './call-edges.ts';
import type { Expression, GoFunction } from './syntax.ts';

/**
 * What the names in one package mean: the same for all programs that link it, and after edits elsewhere, as long as what it
 * sees of itself and of its imports (surface.ts) is the same.
 */
export interface Names {
  readonly callees: Map<Expression, string | null>;
  readonly types: Map<Expression, string | null>;
  /** What each function, and each line of `var`, names. */
  readonly edges: Map<object, CallEdges>;
  /** What functions call. */
  readonly called: Map<GoFunction, readonly string[]>;
  /** `path.Name` by path and name: one string for all who name it. */
  readonly qualified: Map<string, Map<string, string>>;
  /** The surfaces that all this was worked out with. */
  seen: number | null;
}

export function newNames(): Names {
  return {
    callees: new Map(),
    types: new Map(),
    edges: new Map(),
    called: new Map(),
    qualified: new Map(),
    seen: null,
  };
}

/** Forgets what was worked out with other surfaces. */
export function lookAt(names: Names, seen: number): void {
  if (names.seen !== null && names.seen !== seen) {
    for (const known of [names.callees, names.types, names.edges, names.called]) known.clear();
  }
  names.seen = seen;
}

/** `path.Name`. */
export function qualified({ qualified: all }: Names, path: string, name: string): string {
  let ofPath = all.get(path);
  if (!ofPath) all.set(path, (ofPath = new Map<string, string>()));
  let full = ofPath.get(name);
  if (full === undefined) ofPath.set(name, (full = `${path}.${name}`));
  return full;
}
