import type { IndexedPackage, Site } from './code-index.ts';

type Sited = { readonly site: Site };

/** The package without literals and comparisons in code that is never run. */
export function reachedPart(pkg: IndexedPackage, isReached: (site: Site) => boolean): IndexedPackage {
  const some = <Item extends Sited>(items: readonly Item[]) => items.filter(({ site }) => isReached(site));
  return {
    ...pkg,
    composites: some(pkg.composites),
    conditions: some(pkg.conditions),
    comparisons: some(pkg.comparisons),
    indexed: some(pkg.indexed),
  };
}
