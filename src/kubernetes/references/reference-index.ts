import { byPlace } from '../located-map.ts';
import type { Located } from '../model.ts';
import type { Referrer } from './reference.ts';
import { referencesOf } from './references.ts';

/** Who names whom. */
export interface ReferenceIndex {
  /** References to `Kind/name`, whatever namespace is meant, in the order of files and places. */
  readonly to: (key: string) => readonly Referrer[];
}

export function createReferenceIndex(): ReferenceIndex & {
  readonly add: (object: Located) => void;
  readonly remove: (object: Located) => void;
} {
  /** By target, then by the object that refers. */
  const byTarget = new Map<string, Map<Located, Referrer[]>>();
  return {
    add(object) {
      for (const reference of referencesOf(object.manifest)) {
        const key = keyOf(reference.target);
        const referrers = byTarget.get(key) ?? new Map<Located, Referrer[]>();
        byTarget.set(key, referrers);
        const list = referrers.get(object);
        if (list) list.push({ object, reference });
        else referrers.set(object, [{ object, reference }]);
      }
    },
    remove(object) {
      for (const { target } of referencesOf(object.manifest)) {
        const referrers = byTarget.get(keyOf(target));
        if (referrers?.delete(object) && referrers.size === 0) byTarget.delete(keyOf(target));
      }
    },
    to(key) {
      const referrers = byTarget.get(key);
      if (!referrers) return [];
      return [...referrers].sort(([a], [b]) => byPlace(a, b)).flatMap(([, list]) => list);
    },
  };
}

function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}
