import type { ListedPackage } from './list-packages.ts';

/** A package that a program links, and how it comes to it. */
export interface Linked {
  readonly pkg: ListedPackage;
  /** The package that imports it, on a shortest way; null for the main package. */
  readonly from: Linked | null;
}

/** All that a program links, the standard library included, nearest first; and what of it is not there, or not whole. */
export function importClosure(
  main: ListedPackage,
  packages: ReadonlyMap<string, ListedPackage>,
): { readonly linked: ReadonlyMap<string, Linked>; readonly missing: readonly string[] } {
  const linked = new Map<string, Linked>([[main.path, { pkg: main, from: null }]]);
  const missing = new Set<string>();
  for (const from of linked.values()) {
    if (!isWhole(from.pkg)) missing.add(from.pkg.path);
    for (const path of from.pkg.imports) {
      if (linked.has(path) || path === 'C') continue;
      const pkg = packages.get(path);
      if (pkg && isThere(pkg)) linked.set(path, { pkg, from });
      else missing.add(path);
    }
  }
  return { linked, missing: [...missing].sort() };
}

/** The import paths from the main package to one that it links. */
export function chainTo(target: Linked): readonly string[] {
  const chain: string[] = [];
  for (let at: Linked | null = target; at; at = at.from) chain.unshift(at.pkg.path);
  return chain;
}

/** Of a file that is no Go, nobody knows what it imports. A pattern of `//go:embed` that matches nothing is no such error. */
function isWhole({ standard, error }: ListedPackage): boolean {
  return standard || error === null || error.startsWith('pattern ');
}

function isThere({ standard, goFiles, cgoFiles }: ListedPackage): boolean {
  return standard || goFiles.length + cgoFiles.length > 0;
}
