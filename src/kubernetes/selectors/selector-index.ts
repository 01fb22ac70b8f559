import { at } from '../fields.ts';
import { labelSelector, type LabelSelector, plainSelector, selectsAll } from './label-selector.ts';
import type { KustomizedLabels } from '../kustomize/kustomized-labels.ts';
import { createLocatedMap } from '../located-map.ts';
import type { Located, Manifest } from '../model.ts';

/** Kinds that select pods by labels. */
export type Selecting = 'Service' | 'NetworkPolicy' | 'PodDisruptionBudget';

/** The objects that select pods, by one of the labels that they ask for. */
export interface SelectorIndex {
  /** Those that may select pods with these labels; the selector itself decides. */
  readonly candidates: (
    kind: Selecting,
    labels: ReadonlyMap<string, string>,
    open: KustomizedLabels,
  ) => Iterable<Located>;
  /** Those whose selector asks for this label, in whatever namespace. */
  readonly asking: (kind: Selecting, key: string, value: string) => readonly Located[];
  /** All of a kind. */
  readonly all: (kind: Selecting) => readonly Located[];
}

export function createSelectorIndex(): SelectorIndex & {
  readonly add: (object: Located) => void;
  readonly remove: (object: Located) => void;
} {
  const byKey = createLocatedMap();
  return {
    add(object) {
      for (const key of keysOf(object.manifest)) byKey.add(key, object);
    },
    remove(object) {
      for (const key of keysOf(object.manifest)) byKey.remove(key, object);
    },
    *candidates(kind, labels, open) {
      for (const [key, value] of labels) {
        if (!open.selected.has(key)) yield* byKey.get(`${kind} ${key}=${value}`);
      }
      for (const pair of open.pairs) {
        const key = pair.slice(0, pair.indexOf('='));
        if (!open.selected.has(key) && `${key}=${labels.get(key) ?? ''}` !== pair) yield* byKey.get(`${kind} ${pair}`);
      }
      for (const key of open.selected) yield* byKey.get(`${kind} ${key}`);
      yield* byKey.get(`${kind} *`);
    },
    asking: (kind, key, value) => byKey.get(`${kind} any ${key}=${value}`),
    all: (kind) => byKey.get(kind),
  };
}

/** What an object of these kinds selects; undefined: nothing, or nobody can say. */
export function podSelectorOf({ kind, root, apiVersion }: Manifest): LabelSelector | undefined {
  switch (kind) {
    case 'Service': {
      const selector = plainSelector(at(root, 'spec', 'selector'));
      return selectsAll(selector) ? undefined : selector;
    }
    case 'NetworkPolicy':
      return labelSelector(at(root, 'spec', 'podSelector'));
    case 'PodDisruptionBudget': {
      const field = at(root, 'spec', 'selector');
      const selector = field && labelSelector(field);
      // An empty selector meant nothing, before it meant everything.
      return selector && selectsAll(selector) && apiVersion === 'policy/v1beta1' ? undefined : selector;
    }
    default:
      return undefined;
  }
}

/** Whoever is selected has the first label that is asked for; where only expressions ask, anyone may be. */
function keysOf(manifest: Manifest): string[] {
  const selector = podSelectorOf(manifest);
  if (!selector) return [];
  const { kind } = manifest;
  const asking = [...selector.labels].map(([key, value]) => `${kind} any ${key}=${value}`);
  for (const [key, value] of selector.labels) return [kind, ...asking, `${kind} ${key}`, `${kind} ${key}=${value}`];
  return [kind, `${kind} *`];
}
