import { at, entry, items, textAt, textMap } from './fields.ts';
import type { Field, Located, Manifest } from './model.ts';
import { podSpec, type PodSpecView } from './workloads.ts';
import type { Workspace } from './workspace.ts';

export interface SelectedPod extends Located {
  readonly pod: PodSpecView;
}

/** Where an object says which pods it means, by its kind: a plain map, or a selector with `matchLabels`. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec', 'selector'],
  ReplicationController: ['spec', 'selector'],
  Deployment: ['spec', 'selector'],
  StatefulSet: ['spec', 'selector'],
  DaemonSet: ['spec', 'selector'],
  ReplicaSet: ['spec', 'selector'],
  Rollout: ['spec', 'selector'],
  Job: ['spec', 'selector'],
  PodDisruptionBudget: ['spec', 'selector'],
  NetworkPolicy: ['spec', 'podSelector'],
  PodMonitor: ['spec', 'selector'],
};
const PLAIN = new Set(['Service', 'ReplicationController']);

/** The selector of an object, by its kind; undefined where it has none. */
export function selectorOf({ kind, root }: Manifest): Field | undefined {
  const path = SELECTORS[kind];
  return path && at(root, ...path);
}

/** The workloads of the workspace whose pods an object selects; of a Service without selector none. */
export function selectedPods(workspace: Workspace, manifest: Manifest): { readonly pods: readonly SelectedPod[] } {
  const selector = selectorOf(manifest);
  if (!selector || (PLAIN.has(manifest.kind) && !entry(manifest.root, 'spec'))) return { pods: [] };
  const isPlain = PLAIN.has(manifest.kind);
  const wanted = textMap(isPlain ? selector : at(selector, 'matchLabels'));
  const expressions = isPlain ? [] : items(at(selector, 'matchExpressions'));
  if (isPlain && wanted.size === 0) return { pods: [] };
  const pods: SelectedPod[] = [];
  for (const { file, manifest: other } of workspace.namespaceObjects(manifest.namespace)) {
    const pod = podSpec(other);
    if (pod && matches(pod.labels, wanted) && expressions.every((one) => holds(pod.labels, one)))
      pods.push({ file, manifest: other, pod });
  }
  return { pods };
}

export function matches(labels: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return true;
}

function holds(labels: ReadonlyMap<string, string>, expression: Field): boolean {
  const value = labels.get(textAt(expression, 'key') ?? '');
  const values = items(at(expression, 'values')).map((one) => textAt(one));
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
