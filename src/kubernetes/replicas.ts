import { at, textAt, valueAt } from './fields.ts';
import type { Manifest } from './model.ts';

/** Workloads with `spec.replicas`. */
export const SCALABLE = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];

/** The replicas that are written; `default`: none are, so one runs; undefined: what is written is no number (a placeholder). */
export function replicasOf({ root }: Manifest): number | 'default' | undefined {
  const field = at(root, 'spec', 'replicas');
  if (!field || textAt(field) === undefined) return 'default';
  const value = valueAt(field);
  return typeof value === 'number' ? value : undefined;
}
