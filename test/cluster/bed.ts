import { connect, type Cluster } from '../../src/cluster/connect.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import { apply } from '../../src/cluster/apply.ts';
import type { KubeObject } from '../../src/cluster/types.ts';
import { Problem } from '../../src/words/problem.ts';

/** The cluster behind a context of a kubeconfig. */
export async function clusterOf(kubeconfig: string, context: string): Promise<Cluster> {
  return connect(await loadKubeconfig({ KUBECONFIG: kubeconfig }, '/nowhere'), context);
}

/** Applies objects; `Kind result` of each. */
export async function applyAll(cluster: Cluster, namespace: string, ...objects: KubeObject[]): Promise<string[]> {
  const results: string[] = [];
  for await (const { object, result } of apply(cluster, objects, { namespace })) {
    results.push(`${object.kind} ${result}`);
  }
  return results;
}

/** The Problem that a promise is rejected with. */
export async function rejected(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was not rejected');
}

export async function drain<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Looks until something has happened; there is no event to wait for. */
export async function eventually(happened: () => boolean | Promise<boolean>, milliseconds = 30_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await happened())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function configMap(name: string, data: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

export function workload(kind: string, name: string, podSpec: object, spec: object = {}): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      ...spec,
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: podSpec },
    },
  };
}
