import { at, items, textAt, textMap } from '../fields.ts';
import type { Manifest } from '../model.ts';

/** Labels that the kustomizations of a workspace give to pods. */
export interface KustomizedLabels {
  /** As `key=value`. */
  readonly pairs: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
  /** Keys that selectors get with the same value, whatever either had. */
  readonly selected: ReadonlySet<string>;
}

export function kustomizedLabels(kustomizations: readonly Manifest[]): KustomizedLabels {
  const pairs = new Set<string>();
  const keys = new Set<string>();
  const selected = new Set<string>();
  for (const { labels, selectors } of kustomizations.flatMap(labelSets)) {
    for (const [key, value] of labels) {
      pairs.add(`${key}=${value}`);
      keys.add(key);
      if (selectors) selected.add(key);
    }
  }
  return { pairs, keys, selected };
}

interface LabelSet {
  readonly labels: ReadonlyMap<string, string>;
  readonly selectors: boolean;
}

function labelSets({ root }: Manifest): LabelSet[] {
  const sets = items(at(root, 'labels')).map((one) => ({
    labels: textMap(at(one, 'pairs')),
    selectors: textAt(one, 'includeSelectors') === 'true',
    templates: textAt(one, 'includeTemplates') === 'true',
  }));
  const common = { labels: textMap(at(root, 'commonLabels')), selectors: true };
  return [common, ...sets.filter(({ selectors, templates }) => selectors || templates)];
}
