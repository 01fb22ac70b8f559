import type { LabelSelector } from './label-selector.ts';
import { createLocatedMap } from '../located-map.ts';
import type { Located, Manifest } from '../model.ts';

/** Objects by labels: of the pods that they run, or their own. */
export interface LabelIndex {
  /** Those that may fit: all that have one of the labels that the selector asks for, the rarest one. */
  readonly candidates: (selector: LabelSelector, skip: (key: string, value: string) => boolean) => Iterable<Located>;
  readonly all: () => Iterable<Located>;
}

/** `labelsOf`: undefined for objects that are none of those looked for. */
export function createLabelIndex(
  labelsOf: (manifest: Manifest) => ReadonlyMap<string, string> | undefined,
): LabelIndex & {
  readonly add: (object: Located) => void;
  readonly remove: (object: Located) => void;
} {
  /** By `key=value`. */
  const byLabel = createLocatedMap();
  const all = new Set<Located>();
  return {
    add(object) {
      const labels = labelsOf(object.manifest);
      if (!labels) return;
      all.add(object);
      for (const [key, value] of labels) byLabel.add(`${key}=${value}`, object);
    },
    remove(object) {
      if (!all.delete(object)) return;
      for (const [key, value] of labelsOf(object.manifest) ?? []) byLabel.remove(`${key}=${value}`, object);
    },
    candidates({ labels }, skip) {
      let rarest: string | undefined;
      for (const [key, value] of labels) {
        if (skip(key, value)) continue;
        const label = `${key}=${value}`;
        if (rarest === undefined || byLabel.count(label) < byLabel.count(rarest)) rarest = label;
      }
      return rarest === undefined ? all : byLabel.get(rarest);
    },
    all: () => all,
  };
}
