import type { Manifest } from './model.ts';
import type { Workspace } from './workspace.ts';

/** Facts about objects, each kept as long as its object is. */
export function createFacts(): Workspace['factOf'] {
  const known = new Map<(manifest: Manifest) => unknown, WeakMap<Manifest, unknown>>();
  return <Fact>(compute: (manifest: Manifest) => Fact, manifest: Manifest): Fact => {
    let facts = known.get(compute);
    if (!facts) {
      facts = new WeakMap();
      known.set(compute, facts);
    }
    let fact = facts.get(manifest) as Fact | undefined;
    if (fact === undefined && !facts.has(manifest)) {
      fact = compute(manifest);
      facts.set(manifest, fact);
    }
    return fact as Fact;
  };
}
