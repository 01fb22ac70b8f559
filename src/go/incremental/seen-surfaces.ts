import type { IndexedPackage } from '../code/code-index.ts';
import { isSameList } from './kept-answers.ts';
import type { ImportResolver } from '../code/linked-code.ts';
import { lookAt } from '../code/names.ts';

/** What packages see of each other, as numbers that are the same where they see the same. */
export interface SeenSurfaces {
  /** Lets go of what the names of packages meant if something that they see is not as it was. */
  readonly lookAt: ({ local, settled }: ImportResolver) => void;
}

/** Surfaces are long, and a new one comes with every edit of a signature. */
const MOST_TEXTS = 20_000;

export function createSeenSurfaces(): SeenSurfaces {
  const ids = new Map<string, number>();
  let next = 0;
  /** What a package saw of its imports, and the number for all that it sees. */
  const last = new WeakMap<IndexedPackage, { readonly parts: readonly number[]; readonly id: number }>();

  return {
    lookAt({ local, settled }) {
      if (ids.size > MOST_TEXTS) ids.clear();
      const seen = new Map<IndexedPackage, number>();
      const called = idOf(settled.key);
      for (const pkg of local.values()) lookAt(pkg.names, seenBy(pkg, local, seen, called));
    },
  };

  /** A number for the surfaces of a package and of all that it imports from this folder. */
  function seenBy(
    pkg: IndexedPackage,
    local: ReadonlyMap<string, IndexedPackage>,
    known: Map<IndexedPackage, number>,
    called: number,
  ): number {
    const before = known.get(pkg);
    if (before !== undefined) return before;
    // Imports in a circle do not build; they end here.
    known.set(pkg, 0);
    const parts = [called];
    for (const path of pkg.imports) {
      const other = local.get(path);
      parts.push(other ? seenBy(other, local, known, called) : -1);
    }
    const kept = last.get(pkg);
    const id = kept && isSameList(kept.parts, parts) ? kept.id : idOf(`${idOf(pkg.surface)} ${parts.join(',')}`);
    if (id !== kept?.id) last.set(pkg, { parts, id });
    known.set(pkg, id);
    return id;
  }

  function idOf(text: string): number {
    const id = ids.get(text) ?? next++;
    ids.set(text, id);
    return id;
  }
}
