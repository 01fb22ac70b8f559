import type { Kind } from '../../../cluster/types.ts';

export type Group = 'workloads' | 'network' | 'configuration';

export interface ShownKind extends Kind {
  /** Heading of the folder, English; also its translation key. */
  readonly label: string;
  /** Id of a codicon. */
  readonly icon: string;
  /** Its pods are listed below each object. */
  readonly hasPods?: true;
}

const namespaced = (apiVersion: string, kind: string, plural: string, label: string, icon: string): ShownKind => ({
  apiVersion,
  kind,
  plural,
  namespaced: true,
  label,
  icon,
});

export const pods = namespaced('v1', 'Pod', 'pods', 'Pods', 'vm');
export const deployments: ShownKind = {
  ...namespaced('apps/v1', 'Deployment', 'deployments', 'Deployments', 'layers'),
  hasPods: true,
};

export const kindsOf: Readonly<Record<Group, readonly ShownKind[]>> = {
  workloads: [
    deployments,
    { ...namespaced('apps/v1', 'StatefulSet', 'statefulsets', 'StatefulSets', 'database'), hasPods: true },
    { ...namespaced('apps/v1', 'DaemonSet', 'daemonsets', 'DaemonSets', 'server'), hasPods: true },
    { ...namespaced('batch/v1', 'Job', 'jobs', 'Jobs', 'tasklist'), hasPods: true },
    namespaced('batch/v1', 'CronJob', 'cronjobs', 'CronJobs', 'watch'),
    pods,
  ],
  network: [
    namespaced('v1', 'Service', 'services', 'Services', 'plug'),
    namespaced('networking.k8s.io/v1', 'Ingress', 'ingresses', 'Ingresses', 'globe'),
  ],
  configuration: [
    namespaced('v1', 'ConfigMap', 'configmaps', 'ConfigMaps', 'settings'),
    namespaced('v1', 'Secret', 'secrets', 'Secrets', 'key'),
  ],
};

export const groups: readonly { readonly group: Group; readonly label: string; readonly icon: string }[] = [
  { group: 'workloads', label: 'Workloads', icon: 'layers' },
  { group: 'network', label: 'Network', icon: 'globe' },
  { group: 'configuration', label: 'Configuration', icon: 'settings-gear' },
];

export const nodes: ShownKind = {
  apiVersion: 'v1',
  kind: 'Node',
  plural: 'nodes',
  namespaced: false,
  label: 'Nodes',
  icon: 'server-environment',
};

export const namespaces: Kind = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };

const all = [...Object.values(kindsOf).flat(), nodes];

export function shownKind(kind: string): ShownKind | undefined {
  return all.find((candidate) => candidate.kind === kind);
}
