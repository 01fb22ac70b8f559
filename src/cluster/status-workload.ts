import type { Message } from '../words/message.ts';
import { type ObjectStatus, statusWith } from './object-status.ts';
import { conditionsOf, isDone, isObserved, progressOf, stuckBecause } from './rollout-progress.ts';
import type { KubeObject } from './types.ts';

/** Deployments, StatefulSets and DaemonSets: what is rolled out version by version. */
export function rolledStatus(object: KubeObject): ObjectStatus {
  const progress = progressOf(object);
  const { ready, desired } = progress;
  const text: Message = ['{0}/{1} ready', ready, desired];
  if (isObserved(object)) {
    const refusal = refusalOf(object);
    if (refusal) return statusWith('error', text, refusal.message);
    const stuck = stuckBecause(object);
    if (stuck?.reason === 'Paused') return { state: 'warning', text: ['paused, {0}/{1} ready', ready, desired] };
    if (stuck) return statusWith('error', text, stuck.message);
  }
  if (!isDone(object, progress)) return { state: 'progressing', text };
  if (desired > 0) return { state: 'ok', text };
  return { state: 'ok', text: object.kind === 'DaemonSet' ? ['no node to run on'] : ['scaled to zero'] };
}

export function replicaSetStatus(object: KubeObject): ObjectStatus {
  const { ready, desired } = progressOf(object);
  const text: Message = ['{0}/{1} ready', ready, desired];
  const refusal = refusalOf(object);
  if (refusal) return statusWith('error', text, refusal.message);
  if (desired === 0) return { state: 'ok', text: ['scaled to zero'] };
  return { state: isObserved(object) && ready >= desired ? 'ok' : 'progressing', text };
}

export function jobStatus(object: KubeObject): ObjectStatus {
  const holds = (name: string) => conditionsOf(object).find(({ type, status }) => type === name && status === 'True');
  const failed = holds('Failed');
  if (failed) return statusWith('error', ['failed'], failed.message ?? failed.reason);
  if (holds('Complete')) return { state: 'ok', text: ['completed'] };
  const { suspend } = (object['spec'] ?? {}) as { suspend?: boolean };
  if (suspend === true || holds('Suspended')) return { state: 'ok', text: ['suspended'] };
  const { active = 0, failed: retries = 0 } = (object['status'] ?? {}) as { active?: number; failed?: number };
  if (retries > 0) return { state: 'warning', text: ['{0} running, {1} failed', active, retries] };
  return { state: 'progressing', text: ['{0} running', active] };
}

function refusalOf(object: KubeObject) {
  return conditionsOf(object).find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
}
