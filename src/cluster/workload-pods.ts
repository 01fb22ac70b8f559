import type { Cluster } from './connect.ts';
import { KINDS } from './kinds.ts';
import { get, list, type Reference } from './objects.ts';
import { selectorOf } from './pods.ts';
import type { KubeObject } from './types.ts';

/** The pods of a workload or behind a Service, or the pod itself; empty where it is gone. */
export async function podsOf(cluster: Cluster, reference: Reference, signal?: AbortSignal): Promise<KubeObject[]> {
  const object = await get(cluster, reference, signal);
  if (!object) return [];
  if (object.kind === 'Pod') return [object];
  const labelSelector = object.kind === 'CronJob' ? await jobsSelector(cluster, object, signal) : selectorOf(object);
  if (labelSelector === null) return [];
  return list(cluster, KINDS.Pod, reference.namespace, { labelSelector, ...(signal ? { signal } : {}) });
}

/** A CronJob selects nothing: its pods are those of the Jobs that it made. */
async function jobsSelector(cluster: Cluster, { metadata }: KubeObject, signal?: AbortSignal): Promise<string | null> {
  const jobs = await list(cluster, KINDS.Job, metadata.namespace ?? null, signal ? { signal } : {});
  const own = jobs.filter((job) => (job.metadata.ownerReferences ?? []).some(({ uid }) => uid === metadata.uid));
  return own.length === 0 ? null : `job-name in (${own.map(({ metadata: { name } }) => name).join(',')})`;
}
