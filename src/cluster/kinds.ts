import type { Kind } from './types.ts';

const kind = (apiVersion: string, name: string, plural: string, namespaced = true): Kind => ({
  apiVersion,
  kind: name,
  plural,
  namespaced,
});

/** The kinds that Gantry shows or handles by name; others are found by asking the cluster (`kindOf`). */
export const KINDS = {
  Namespace: kind('v1', 'Namespace', 'namespaces', false),
  Node: kind('v1', 'Node', 'nodes', false),
  Event: kind('v1', 'Event', 'events'),
  Pod: kind('v1', 'Pod', 'pods'),
  Service: kind('v1', 'Service', 'services'),
  ConfigMap: kind('v1', 'ConfigMap', 'configmaps'),
  Secret: kind('v1', 'Secret', 'secrets'),
  ServiceAccount: kind('v1', 'ServiceAccount', 'serviceaccounts'),
  Deployment: kind('apps/v1', 'Deployment', 'deployments'),
  StatefulSet: kind('apps/v1', 'StatefulSet', 'statefulsets'),
  DaemonSet: kind('apps/v1', 'DaemonSet', 'daemonsets'),
  ReplicaSet: kind('apps/v1', 'ReplicaSet', 'replicasets'),
  Job: kind('batch/v1', 'Job', 'jobs'),
  CronJob: kind('batch/v1', 'CronJob', 'cronjobs'),
  Ingress: kind('networking.k8s.io/v1', 'Ingress', 'ingresses'),
} as const;

export type KnownKind = keyof typeof KINDS;

/** The path of a collection, or of one object in it. `namespace` null = over all namespaces (or a kind without). */
export function pathOf(target: Kind, namespace: string | null, name?: string): string {
  const group = target.apiVersion.includes('/') ? `/apis/${target.apiVersion}` : `/api/${target.apiVersion}`;
  const scope = target.namespaced && namespace !== null ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${group}${scope}/${target.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

/** A kind by name, or undefined for one that is not in the table. */
export function knownKind(name: string): Kind | undefined {
  return (KINDS as Readonly<Record<string, Kind>>)[name];
}
