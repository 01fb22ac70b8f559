import type { Located } from './model.ts';

/** Objects by a key that several may share; each change touches its own key only. */
export interface LocatedMap {
  readonly add: (key: string, object: Located) => void;
  readonly remove: (key: string, object: Located) => void;
  /** In the order of files and of places in them, whatever order they came in. */
  readonly get: (key: string) => readonly Located[];
  readonly has: (key: string) => boolean;
  /** How many there are of a key; costs nothing. */
  readonly count: (key: string) => number;
}

interface Bucket {
  readonly objects: Set<Located>;
  /** Made anew after a change, on first question. */
  sorted: readonly Located[] | undefined;
}

const NONE: readonly Located[] = [];

export function createLocatedMap(): LocatedMap {
  /** Most keys have one object, which then stands alone. */
  const buckets = new Map<string, Located | Bucket>();
  return {
    add(key, object) {
      const present = buckets.get(key);
      if (present === undefined) buckets.set(key, object);
      else if ('manifest' in present) buckets.set(key, { objects: new Set([present, object]), sorted: undefined });
      else {
        present.objects.add(object);
        present.sorted = undefined;
      }
    },
    remove(key, object) {
      const present = buckets.get(key);
      if (present === undefined) return;
      if ('manifest' in present) {
        if (present === object) buckets.delete(key);
        return;
      }
      if (!present.objects.delete(object)) return;
      present.sorted = undefined;
      if (present.objects.size === 0) buckets.delete(key);
    },
    get(key) {
      const present = buckets.get(key);
      if (present === undefined) return NONE;
      if ('manifest' in present) return [present];
      return (present.sorted ??= [...present.objects].sort(byPlace));
    },
    has: (key) => buckets.has(key),
    count(key) {
      const present = buckets.get(key);
      if (present === undefined) return 0;
      return 'manifest' in present ? 1 : present.objects.size;
    },
  };
}

export function byPlace(a: Located, b: Located): number {
  if (a.file.file !== b.file.file) return a.file.file < b.file.file ? -1 : 1;
  return a.manifest.start - b.manifest.start;
}
