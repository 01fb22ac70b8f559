import { KINDS } from '../../../cluster/kinds.ts';
import type { Kind } from '../../../cluster/types.ts';

export type Group = 'workloads' | 'network' | 'configuration';

export interface ShownKind extends Kind {
  /** Heading of the folder: the plural of the kind, which is a proper name. */
  readonly label: string;
  /** Id of a codicon. */
  readonly icon: string;
  /** Its pods are listed below each object. */
  readonly hasPods?: true;
  /** Objects can do well or badly, which their icon shows. */
  readonly stateful?: true;
}

export const pods: ShownKind = { ...KINDS.Pod, label: 'Pods', icon: 'vm', stateful: true };
export const nodes: ShownKind = { ...KINDS.Node, label: 'Nodes', icon: 'server-environment', stateful: true };
export const namespaces: Kind = KINDS.Namespace;

export const kindsOf: Readonly<Record<Group, readonly ShownKind[]>> = {
  workloads: [
    { ...KINDS.Deployment, label: 'Deployments', icon: 'layers', hasPods: true, stateful: true },
    { ...KINDS.StatefulSet, label: 'StatefulSets', icon: 'database', hasPods: true, stateful: true },
    { ...KINDS.DaemonSet, label: 'DaemonSets', icon: 'server', hasPods: true, stateful: true },
    { ...KINDS.Job, label: 'Jobs', icon: 'tasklist', hasPods: true, stateful: true },
    { ...KINDS.CronJob, label: 'CronJobs', icon: 'watch', stateful: true },
    pods,
  ],
  network: [
    { ...KINDS.Service, label: 'Services', icon: 'plug' },
    { ...KINDS.Ingress, label: 'Ingresses', icon: 'globe' },
  ],
  configuration: [
    { ...KINDS.ConfigMap, label: 'ConfigMaps', icon: 'settings' },
    { ...KINDS.Secret, label: 'Secrets', icon: 'key' },
  ],
};

export const groups: readonly { readonly group: Group; readonly icon: string }[] = [
  { group: 'workloads', icon: 'layers' },
  { group: 'network', icon: 'globe' },
  { group: 'configuration', icon: 'settings-gear' },
];

const all = [...Object.values(kindsOf).flat(), nodes];

export function shownKind(kind: string): ShownKind | undefined {
  return all.find((candidate) => candidate.kind === kind);
}
