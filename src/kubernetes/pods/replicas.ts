import { at, items, textAt, valueAt } from '../fields.ts';
import type { Located, Manifest } from '../model.ts';
import type { Workspace } from '../workspace.ts';

/** Workloads with `spec.replicas`. */
export const SCALABLE = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];

/** The replicas that are written; `default`: none are, so one runs; undefined: what is written is no number (a placeholder). */
export function replicasOf({ root }: Manifest): number | 'default' | undefined {
  const field = at(root, 'spec', 'replicas');
  if (!field || textAt(field) === undefined) return 'default';
  const value = valueAt(field);
  return typeof value === 'number' ? value : undefined;
}

/** One replica, and none in its place before it ends: whoever writes both says that two must not serve at once. */
export function runsAlone(manifest: Manifest): boolean {
  const surge = textAt(manifest.root, 'spec', 'strategy', 'rollingUpdate', 'maxSurge');
  return replicasOf(manifest) === 1 && /^0%?$/.test(surge ?? '');
}

/** Whether a kustomization that builds `beside`, too, may let another number of pods run than the workload's file says. */
export function mayBeScaledByBuild(workspace: Workspace, workload: Located, beside: Located): boolean {
  if (workspace.mayBePatched(workload, ['replicas'], beside)) return true;
  return ['Kustomization', 'Component']
    .flatMap((kind) => workspace.named(kind, ''))
    .flatMap(({ manifest: { root } }) => items(at(root, 'replicas')))
    .some((one) => textAt(one, 'name') === workload.manifest.name);
}
