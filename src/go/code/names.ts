import type { CallEdges } from './call-edges.ts';
import type { Around } from './enclosing.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Expression, GoFunction, Select } from '../syntax/syntax.ts';
import type { ReachedCode, Uses } from './uses.ts';

/**
 * What the names in one package mean: the same for all programs that link it, and after edits elsewhere, as long as what it
 * sees of itself and of its imports (surface.ts) is the same.
 */
export interface Names {
  readonly callees: Map<Expression, string | null>;
  readonly types: Map<Expression, string | null>;
  /** `s.Server.Addr` for `s.Addr` of a struct that embeds one of a library. */
  readonly promoted: Map<Select, Select>;
  /** What each function, and each line of `var`, names. */
  readonly edges: Map<object, CallEdges>;
  /** What functions call. */
  readonly called: Map<GoFunction, CalledNames>;
  /** `path.Name` by path and name: one string for all who name it. */
  readonly qualified: Map<string, Map<string, string>>;
  /** What stands around the expressions of a function, or of a file's variables. */
  readonly around: Map<GoFunction | SourceFile, Around>;
  /** Where its files speak of the API server of Kubernetes or of its token. */
  readonly tokens: Map<SourceFile, readonly number[]>;
  /** What the code does that the program before came to. */
  uses: { readonly of: ReachedCode; readonly found: Uses } | null;
  /** The surfaces that all this was worked out with. */
  seen: number | null;
}

export interface CalledNames {
  readonly names: readonly string[];
  /** Whether some name is one of those that a question is about. */
  readonly some: Map<(name: string) => boolean, boolean>;
}

export function newNames(): Names {
  return {
    callees: new Map(),
    types: new Map(),
    promoted: new Map(),
    edges: new Map(),
    called: new Map(),
    qualified: new Map(),
    around: new Map(),
    tokens: new Map(),
    uses: null,
    seen: null,
  };
}

/**
 * Of a package some of whose files are as they were, and others partly: what these name is the same. {@link lookAt} knows
 * whether it means the same. `edited`: files as they were and as they are.
 */
export function namesAfter(
  before: Names,
  kept: readonly SourceFile[],
  edited: readonly (readonly [SourceFile, SourceFile])[],
): Names {
  // Models of the files that are gone must go: they are keys here, and there is no telling them apart.
  const names: Names = { ...newNames(), qualified: before.qualified, seen: before.seen };
  for (const [old, now] of edited) {
    for (const [was, fn] of functionsAsWritten(old, now)) {
      copy(before.edges, names.edges, was, fn);
      copy(before.called, names.called, was, fn);
    }
  }
  for (const file of kept) {
    copy(before.around, names.around, file);
    copy(before.tokens, names.tokens, file);
    for (const declaration of file.values) copy(before.edges, names.edges, declaration);
    for (const fn of file.functions) {
      copy(before.edges, names.edges, fn);
      copy(before.called, names.called, fn);
      copy(before.around, names.around, fn);
    }
  }
  return names;
}

function copy<Key, Value>(from: ReadonlyMap<Key, Value>, to: Map<Key, Value>, key: Key, as = key): void {
  const value = from.get(key);
  if (value !== undefined) to.set(as, value);
}

/** Functions of an edited file that are written as before, each with what it was; none where the imports are others. */
function functionsAsWritten(old: SourceFile, now: SourceFile): readonly (readonly [GoFunction, GoFunction])[] {
  const importsOf = ({ imports }: SourceFile) => imports.map(({ path, alias }) => `${alias ?? ''} ${path}`).join('\n');
  if (importsOf(old) !== importsOf(now)) return [];
  const written = ({ lines }: SourceFile, { start, end }: GoFunction) => lines.text.slice(start, end);
  const known = new Map(old.functions.map((fn) => [written(old, fn), fn]));
  return now.functions.flatMap((fn) => {
    const was = known.get(written(now, fn));
    return was ? [[was, fn] as const] : [];
  });
}

/** Forgets what was worked out with other surfaces. */
export function lookAt(names: Names, seen: number): void {
  if (names.seen !== null && names.seen !== seen) {
    for (const known of [names.callees, names.types, names.promoted, names.edges, names.called]) known.clear();
  }
  names.seen = seen;
}

/** Lets go of all that may hold the models of these functions' bodies. */
export function forgetBodies(names: Names, gone: readonly GoFunction[]): void {
  for (const known of [names.callees, names.types, names.promoted, names.around]) known.clear();
  if (gone.some((fn) => names.uses?.of.has(fn))) names.uses = null;
}

/** `path.Name`. */
export function qualified({ qualified: all }: Names, path: string, name: string): string {
  let ofPath = all.get(path);
  if (!ofPath) all.set(path, (ofPath = new Map<string, string>()));
  let full = ofPath.get(name);
  if (full === undefined) ofPath.set(name, (full = `${path}.${name}`));
  return full;
}
