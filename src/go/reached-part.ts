import type { IndexedPackage, Site } from './code-index.ts';

type Sited = { readonly site: Site };

/** The package without literals and comparisons in code that is never run; worked out when they are asked for. */
export function reachedPart(pkg: IndexedPackage, isReached: (site: Site) => boolean): IndexedPackage {
  const some = <Item extends Sited>(items: readonly Item[]) => items.filter(({ site }) => isReached(site));
  let composites: IndexedPackage['composites'] | null = null;
  let conditions: IndexedPackage['conditions'] | null = null;
  let comparisons: IndexedPackage['comparisons'] | null = null;
  let indexed: IndexedPackage['indexed'] | null = null;
  return {
    ...pkg,
    get composites() {
      return (composites ??= some(pkg.composites));
    },
    get conditions() {
      return (conditions ??= some(pkg.conditions));
    },
    get comparisons() {
      return (comparisons ??= some(pkg.comparisons));
    },
    get indexed() {
      return (indexed ??= some(pkg.indexed));
    },
  };
}
