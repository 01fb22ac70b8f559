import type { LivePods } from '../../contract/live/live-cluster.ts';
import type { Message } from '../../words/message.ts';
import { Problem } from '../../words/problem.ts';
import type { Cluster } from '../connect.ts';
import { KINDS, pathOf } from '../kinds.ts';
import { isReady, selectorOf, statusOf } from '../pods.ts';
import { json } from '../request.ts';
import { progressOf } from '../rollout-progress.ts';
import { objectStatus } from '../status.ts';
import type { KubeObject } from '../types.ts';

/** Pods that are looked at for why they are not well: ten thousand say nothing that these do not. */
const MOST = 20;
/** A pod that is not ready for so long does not merely start. */
const PATIENCE = 120_000;

/** How the pods of a workload are: what the workload says, and where that is not well, what a few of them say. */
export async function readPods(cluster: Cluster, object: KubeObject, signal: AbortSignal): Promise<LivePods | null> {
  if (object.kind === 'CronJob') return null;
  const { ready, desired } = object.kind === 'Job' ? jobProgress(object) : progressOf(object);
  const { state, text } = objectStatus(object);
  if (state === 'ok' && ready >= desired) return { state: 'ok', ready, desired, reason: null };
  if (object.kind === 'Job' && state === 'ok') return { state: 'ok', ready, desired, reason: null };
  const trouble = await troubleOf(cluster, object, signal);
  if (trouble) return { state: 'broken', ready, desired, reason: trouble };
  return { state: state === 'error' ? 'broken' : 'unknown', ready, desired, reason: state === 'error' ? text : null };
}

function jobProgress(object: KubeObject): { readonly ready: number; readonly desired: number } {
  const { completions = 1 } = (object['spec'] ?? {}) as { completions?: number };
  const { succeeded = 0 } = (object['status'] ?? {}) as { succeeded?: number };
  return { ready: succeeded, desired: completions };
}

async function troubleOf(cluster: Cluster, object: KubeObject, signal: AbortSignal): Promise<Message | undefined> {
  const labelSelector = selectorOf(object);
  if (labelSelector === null) return undefined;
  try {
    const { items } = await json<{ readonly items: readonly KubeObject[] }>(cluster, {
      path: pathOf(KINDS.Pod, object.metadata.namespace ?? ''),
      query: { labelSelector, limit: MOST },
      purpose: 'list pods',
      signal,
    });
    const pods = items.map((item): KubeObject => ({ ...item, kind: 'Pod' }));
    const failing = pods.map(objectStatus).find(({ state }) => state === 'error' || state === 'warning');
    if (failing) return failing.text;
    return pods.some(isLate) ? ['not ready for minutes'] : undefined;
  } catch (error) {
    if (error instanceof Problem && error.details.kind === 'forbidden') return undefined;
    throw error;
  }
}

function isLate(pod: KubeObject): boolean {
  const { phase, conditions = [] } = statusOf(pod);
  const since = (conditions as readonly { type: string; lastTransitionTime?: string }[]).find(
    ({ type }) => type === 'Ready',
  )?.lastTransitionTime;
  return phase === 'Running' && !isReady(pod) && since !== undefined && Date.now() - Date.parse(since) > PATIENCE;
}
