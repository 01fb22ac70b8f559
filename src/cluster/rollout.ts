import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { KINDS } from './kinds.ts';
import { get, list, type Reference } from './objects.ts';
import { type Condition, selectorOf, statusOf } from './pods.ts';
import { troubleOf } from './status.ts';
import type { KubeObject, RolloutEvent } from './types.ts';

const LOOK_EVERY = 500;
/** A container that waits for this long in a state that does not mend itself is the rollout's end. */
const PATIENCE = 20_000;
const HOPELESS = /^(?:InvalidImageName|CreateContainerConfigError|ErrImageNeverPull)$/;

/**
 * Follows a Deployment, StatefulSet or DaemonSet until its newest pods are available. Yields on every change; throws a
 * `rollout-failed` Problem that names the cause where it cannot succeed without a change.
 */
export async function* rollout(
  cluster: Cluster,
  reference: Reference,
  signal: AbortSignal,
): AsyncGenerator<RolloutEvent> {
  let last = '';
  const troubles = new Map<string, number>();
  for (;;) {
    if (signal.aborted) throw new Problem({ kind: 'cancelled', what: ['Cancelled'] });
    const object = await get(cluster, reference, signal);
    if (!object) throw failed(reference, 'it was deleted', '');
    const progress = progressOf(object);
    const now = JSON.stringify(progress);
    if (now !== last) yield progress;
    last = now;
    if (isDone(object, progress)) {
      yield { kind: 'done', revision: progress.revision };
      return;
    }
    const deadline = conditionsOf(object).find(({ reason }) => reason === 'ProgressDeadlineExceeded');
    for (const trouble of await troublesOf(cluster, object, signal)) {
      const id = `${trouble.object}/${trouble.reason}`;
      const since = troubles.get(id);
      if (since === undefined) {
        troubles.set(id, Date.now());
        yield trouble;
      }
      if (HOPELESS.test(trouble.reason) || deadline || Date.now() - (since ?? Date.now()) > PATIENCE) {
        throw failed(reference, trouble.reason, `${trouble.object}: ${trouble.message}`);
      }
    }
    if (deadline) throw failed(reference, 'ProgressDeadlineExceeded', deadline.message ?? '');
    await wait(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

type Progress = Extract<RolloutEvent, { kind: 'progress' }>;
type Trouble = Extract<RolloutEvent, { kind: 'trouble' }>;

function progressOf(object: KubeObject): Progress {
  const spec = (object['spec'] ?? {}) as { replicas?: number };
  const status = (object['status'] ?? {}) as Record<string, number | string | undefined>;
  const count = (name: string) => Number(status[name] ?? 0);
  const revision =
    object.metadata.annotations?.['deployment.kubernetes.io/revision'] ??
    (status['updateRevision'] as string | undefined) ??
    null;
  if (object.kind === 'DaemonSet') {
    return {
      kind: 'progress',
      desired: count('desiredNumberScheduled'),
      updated: count('updatedNumberScheduled'),
      ready: count('numberReady'),
      available: count('numberAvailable'),
      revision,
    };
  }
  return {
    kind: 'progress',
    desired: spec.replicas ?? 1,
    updated: count('updatedReplicas'),
    ready: count('readyReplicas'),
    available: count('availableReplicas'),
    revision,
  };
}

/** As kubectl rollout status: the controller has seen the newest version, and no pod of an older one is left. */
function isDone(object: KubeObject, { desired, updated, available }: Progress): boolean {
  const status = (object['status'] ?? {}) as { observedGeneration?: number; replicas?: number };
  if ((status.observedGeneration ?? 0) < (object.metadata.generation ?? 0)) return false;
  const total = object.kind === 'DaemonSet' ? desired : (status.replicas ?? 0);
  return updated >= desired && available >= desired && total <= updated;
}

function conditionsOf(object: KubeObject): readonly Condition[] {
  return ((object['status'] ?? {}) as { conditions?: Condition[] }).conditions ?? [];
}

/** What keeps the newest pods from becoming ready. Old pods may be in trouble, too; they are on their way out. */
async function troublesOf(cluster: Cluster, object: KubeObject, signal: AbortSignal): Promise<Trouble[]> {
  const troubles: Trouble[] = [];
  const refused = conditionsOf(object).find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  if (refused) {
    const message = refused.message ?? '';
    troubles.push({
      kind: 'trouble',
      object: object.metadata.name,
      reason: refused.reason ?? 'ReplicaFailure',
      message,
    });
  }
  const labelSelector = selectorOf(object);
  if (labelSelector === null) return troubles;
  const pods = await list(cluster, KINDS.Pod, object.metadata.namespace ?? null, { signal, labelSelector });
  const newest = await newestOwner(cluster, object, labelSelector, signal);
  for (const pod of pods) {
    if (newest !== null && !(pod.metadata.ownerReferences ?? []).some(({ name }) => name === newest)) continue;
    const { containerStatuses = [], initContainerStatuses = [], conditions = [] } = statusOf(pod);
    const unscheduled = conditions.find(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable');
    if (unscheduled) {
      const message = unscheduled.message ?? '';
      troubles.push({ kind: 'trouble', object: pod.metadata.name, reason: 'Unschedulable', message });
    }
    for (const status of [...initContainerStatuses, ...containerStatuses]) {
      const trouble = troubleOf(status);
      if (trouble) troubles.push({ kind: 'trouble', object: `${pod.metadata.name}/${status.name}`, ...trouble });
    }
  }
  return troubles;
}

/** The ReplicaSet of a Deployment's newest revision; null for kinds that own their pods themselves. */
async function newestOwner(
  cluster: Cluster,
  object: KubeObject,
  labelSelector: string,
  signal: AbortSignal,
): Promise<string | null> {
  if (object.kind !== 'Deployment') return null;
  const key = 'deployment.kubernetes.io/revision';
  const sets = await list(cluster, KINDS.ReplicaSet, object.metadata.namespace ?? null, { signal, labelSelector });
  const own = sets.filter(({ metadata }) =>
    (metadata.ownerReferences ?? []).some(({ uid }) => uid === object.metadata.uid),
  );
  const revision = (set: KubeObject) => Number(set.metadata.annotations?.[key] ?? 0);
  return own.sort((a, b) => revision(b) - revision(a))[0]?.metadata.name ?? null;
}

function failed(reference: Reference, reason: string, message: string): Problem {
  return new Problem({
    kind: 'rollout-failed',
    what: ['The rollout of `{0}` does not come to its end: {1}', reference.name, reason],
    ...(message === '' ? {} : { why: ['{0}', message] as const }),
    next: ['Look at the logs and events of the pod, mend the cause and deploy again'],
  });
}
