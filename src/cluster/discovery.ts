import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { KINDS, knownKind } from './kinds.ts';
import { json } from './request.ts';
import type { Kind } from './types.ts';

/** A kind by its names, from the table or, for any other (custom resources), from the cluster's discovery. */
export async function kindOf(cluster: Cluster, apiVersion: string, kind: string, signal?: AbortSignal): Promise<Kind> {
  const known = knownKind(kind);
  if (known?.apiVersion === apiVersion) return known;
  const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const unknown = new Problem({
    kind: 'apply-rejected',
    what: ['The cluster of context `{0}` knows no `{1}` of `{2}`', cluster.context, kind, apiVersion],
    next: ['Install its CustomResourceDefinition, or change `apiVersion`'],
    cause: { kind, name: '', causes: [{ field: 'apiVersion', reason: 'NotFound', message: '' }] },
  });
  const found = await json<{ resources: { name: string; kind: string; namespaced: boolean }[] }>(cluster, {
    path,
    purpose: 'read the list of kinds',
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof Problem && error.details.kind === 'not-found') throw unknown;
    throw error;
  });
  const resource = found.resources.find((one) => one.kind === kind && !one.name.includes('/'));
  if (!resource) throw unknown;
  return { apiVersion, kind, plural: resource.name, namespaced: resource.namespaced };
}

/** The kinds of workloads that run pods, in the order a view shows them. */
export const WORKLOAD_KINDS = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicaSet,
  KINDS.Job,
  KINDS.CronJob,
  KINDS.Pod,
] as const;
