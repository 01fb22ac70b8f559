import type { Located } from './model.ts';
import { type Index, namespaceKey } from './workspace-index.ts';

/** A namespace in which an object lands; undefined: nobody knows which. */
export type Place = string | undefined;

/** Where the objects of a workspace land, as far as the files say. */
export interface Places {
  readonly of: (object: Located) => readonly Place[];
  /** The places of what the object names in a namespace: its own, which builds change, or another one. */
  readonly named: (object: Located, namespace: string) => readonly Place[];
}

export function createPlaces(index: Index): Places {
  const own = (namespace: string): Place => (namespace === '' && isOpen(index) ? undefined : namespaceKey(namespace));
  const of = ({ file, manifest }: Located): readonly Place[] => {
    const places = index.builds().placesOf(file.file);
    return places ? places.map((place) => place ?? own(manifest.namespace)) : [own(manifest.namespace)];
  };
  return {
    of,
    named: (object, namespace) =>
      namespaceKey(namespace) === namespaceKey(object.manifest.namespace) ? of(object) : [namespaceKey(namespace)],
  };
}

/** What has no namespace may be applied to any, where others are set from outside. */
function isOpen(index: Index): boolean {
  return index.bringers.size > 0 || index.builds().setsNamespaces;
}

/** Whether two objects may land in one namespace. */
export function meet(some: readonly Place[], others: readonly Place[]): boolean {
  return some.some((one) => others.some((other) => one === undefined || other === undefined || one === other));
}
