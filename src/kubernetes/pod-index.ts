import { at, items, textAt } from './fields.ts';
import { kustomizedLabels } from './kustomized-labels.ts';
import { KINDS_WITHOUT_PODS } from './kinds-without-pods.ts';
import { isKustomization } from './kustomization-names.ts';
import type { Located, Manifest } from './model.ts';
import { podSpec } from './workloads.ts';

/** The pods of a workspace by their labels. */
export interface PodIndex {
  readonly havePods: (namespace: string, labels: ReadonlyMap<string, string>) => boolean | 'unknown';
}

interface Pods {
  /** Label sets by each of their `key=value`. */
  readonly byLabel: Map<string, ReadonlyMap<string, string>[]>;
  /** Whether an object may make pods of its own that we know nothing of. */
  unknown: boolean;
}

/** `byNamespace`: all objects; what kustomizations change in them is taken into account, or makes answers `unknown`. */
export function createPodIndex(
  byNamespace: ReadonlyMap<string, readonly Located[]>,
  patches: ReadonlySet<string>,
  hasTemplates: boolean,
): PodIndex {
  const everything = [...byNamespace.values()].flat();
  const kustomizations = everything.filter(({ manifest }) => isKustomization(manifest));
  const anythingMayCome =
    hasTemplates ||
    everything.some(({ manifest, file }) => manifest.broken ?? (patches.has(file.file) && relabels(manifest))) ||
    kustomizations.some(({ manifest }) => bringsUnknown(manifest));
  if (anythingMayCome) return { havePods: () => 'unknown' };

  // Objects of one kustomization land in its namespace together, whatever they say themselves.
  const movesNamespaces = kustomizations.some(({ manifest }) => at(manifest.root, 'namespace') !== undefined);
  const place = (namespace: string) => (movesNamespaces ? '' : namespace);
  const added = kustomizedLabels(kustomizations.map(({ manifest }) => manifest));
  const pods = new Map<string, Pods>();
  for (const [namespace, objects] of byNamespace) {
    const here = pods.get(place(namespace)) ?? { byLabel: new Map(), unknown: false };
    pods.set(place(namespace), here);
    for (const { manifest, file } of objects) if (!patches.has(file.file)) addPods(here, manifest);
  }
  return {
    havePods(namespace, labels) {
      const here = pods.get(place(namespace));
      const wanted = [...labels].filter(
        ([key, value]) => !added.selected.has(key) && !added.pairs.has(`${key}=${value}`),
      );
      const [first] = wanted;
      if (first === undefined) return true;
      const candidates = here?.byLabel.get(first.join('=')) ?? [];
      if (candidates.some((one) => wanted.every(([key, value]) => one.get(key) === value))) return true;
      return here?.unknown ? 'unknown' : false;
    },
  };
}

function addPods(pods: Pods, manifest: Manifest): void {
  const pod = podSpec(manifest);
  if (!pod) {
    pods.unknown ||= mayMakePods(manifest);
    return;
  }
  for (const label of pod.labels) {
    const key = label.join('=');
    const list = pods.byLabel.get(key);
    if (list) list.push(pod.labels);
    else pods.byLabel.set(key, [pod.labels]);
  }
}

/** A kind that we do not know, or that has a pod template, may make pods, and label them as it likes. */
function mayMakePods({ kind, root }: Manifest): boolean {
  const template = at(root, 'spec', 'template') ?? at(root, 'spec', 'podTemplate');
  return template !== undefined || !KINDS_WITHOUT_PODS.has(kind);
}

/** Whether a patch gives pods other labels. */
function relabels(manifest: Manifest): boolean {
  return (
    (podSpec(manifest)?.labels.size ?? 0) > 0 ||
    at(manifest.root, 'spec', 'template', 'metadata', 'labels') !== undefined
  );
}

/** Objects and labels that cannot be seen in the files. */
function bringsUnknown({ root }: Manifest): boolean {
  const makers = [
    'helmCharts',
    'helmChartInflationGenerator',
    'components',
    'generators',
    'transformers',
    'replacements',
  ];
  if (makers.some((key) => at(root, key) !== undefined)) return true;
  const resources = [...items(at(root, 'resources')), ...items(at(root, 'bases'))];
  if (resources.some((item) => /:\/\/|^[\w.-]+\.\w+\/.+\/|\?ref=|^git@/.test(textAt(item) ?? ''))) return true;
  const inline = [
    ...items(at(root, 'patches')).map((patch) => textAt(patch, 'patch')),
    ...items(at(root, 'patchesJson6902')).map((patch) => textAt(patch, 'patch')),
    ...items(at(root, 'patchesStrategicMerge')).map((patch) => textAt(patch)),
  ];
  return inline.some((patch) => patch?.includes('labels'));
}
