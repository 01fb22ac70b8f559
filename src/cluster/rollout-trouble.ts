import type { Cluster } from './connect.ts';
import { KINDS } from './kinds.ts';
import { list } from './objects.ts';
import { isReady, selectorOf, statusOf } from './pods.ts';
import { conditionsOf } from './rollout-progress.ts';
import { troubleOf } from './status-pod.ts';
import type { KubeObject, RolloutEvent } from './types.ts';

export interface Trouble extends Extract<RolloutEvent, { kind: 'trouble' }> {
  /** Whose last words may say more. */
  readonly container?: { readonly pod: string; readonly name: string };
  /** A pod of an older version, which the controller may still replace. */
  readonly isOld?: boolean;
}

/** Events are many: they are asked for less often than the pods. */
const EVENTS_EVERY = 3000;

/** Finds what keeps a workload's newest pods from becoming ready. */
export function createTroubleFinder(cluster: Cluster, signal: AbortSignal): (object: KubeObject) => Promise<Trouble[]> {
  let asked = 0;
  let told: readonly Trouble[] = [];
  return async (object) => {
    const pods = await podsOf(cluster, object, signal);
    const newest = await newestOf(cluster, object, pods, signal);
    const shown = newest.length > 0 || object.kind === 'Deployment' ? newest : pods;
    const found = [...refusals(object), ...shown.flatMap((pod) => podTroubles(pod, newest.includes(pod)))];
    if (Date.now() - asked > EVENTS_EVERY) {
      asked = Date.now();
      told = await eventTroubles(cluster, object, shown, signal);
    }
    const waiting = new Set([object, ...shown.filter((pod) => !isReady(pod))].map(({ metadata }) => metadata.name));
    return [...found, ...told.filter((trouble) => waiting.has(trouble.object))];
  };
}

/** Quota, Pod Security or a policy: the controller may not make the pods. */
function refusals(object: KubeObject): Trouble[] {
  return conditionsOf(object)
    .filter(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
    .map(({ reason = 'ReplicaFailure', message = '' }) => ({
      kind: 'trouble',
      object: object.metadata.name,
      reason,
      message,
    }));
}

function podTroubles(pod: KubeObject, isNewest: boolean): Trouble[] {
  const { containerStatuses = [], initContainerStatuses = [], conditions = [] } = statusOf(pod);
  const { name } = pod.metadata;
  const old = isNewest ? {} : { isOld: true };
  const troubles: Trouble[] = [];
  const unscheduled = conditions.find(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable');
  if (unscheduled) {
    const { message = '' } = unscheduled;
    troubles.push({ kind: 'trouble', object: name, reason: 'Unschedulable', message, ...old });
  }
  for (const status of [...initContainerStatuses, ...containerStatuses]) {
    const trouble = troubleOf(status);
    if (!trouble) continue;
    const container = { pod: name, name: status.name };
    const hasRun = (status.lastState?.terminated ?? status.state?.terminated) !== undefined;
    const object = `${name}/${status.name}`;
    troubles.push({ kind: 'trouble', object, ...trouble, ...(hasRun ? { container } : {}), ...old });
  }
  return troubles;
}

/** What only events tell: a probe that fails, and pods that a StatefulSet or DaemonSet may not make. */
async function eventTroubles(
  cluster: Cluster,
  object: KubeObject,
  pods: readonly KubeObject[],
  signal: AbortSignal,
): Promise<Trouble[]> {
  const troubles: Trouble[] = [];
  const asks = [
    ...(object.kind === 'Deployment' ? [] : [{ about: object, reason: 'FailedCreate' }]),
    ...pods
      .filter((pod) => statusOf(pod).phase === 'Running' && !isReady(pod))
      .slice(0, 3)
      .map((about) => ({ about, reason: 'Unhealthy' })),
  ];
  for (const { about, reason } of asks) {
    const events = await list(cluster, KINDS.Event, object.metadata.namespace ?? null, {
      fieldSelector: `involvedObject.uid=${about.metadata.uid ?? ''},reason=${reason}`,
      signal,
    }).catch(() => []);
    const message = events.map((event) => event['message']).findLast((text) => typeof text === 'string');
    if (message !== undefined) troubles.push({ kind: 'trouble', object: about.metadata.name, reason, message });
  }
  return troubles;
}

async function podsOf(cluster: Cluster, object: KubeObject, signal: AbortSignal): Promise<KubeObject[]> {
  const labelSelector = selectorOf(object);
  if (labelSelector === null) return [];
  const pods = await list(cluster, KINDS.Pod, object.metadata.namespace ?? null, { signal, labelSelector });
  return pods.filter(({ metadata }) => (metadata as { deletionTimestamp?: string }).deletionTimestamp === undefined);
}

/** The pods of the newest version; the others are on their way out. */
async function newestOf(
  cluster: Cluster,
  object: KubeObject,
  pods: readonly KubeObject[],
  signal: AbortSignal,
): Promise<KubeObject[]> {
  const { annotations = {}, namespace = null } = object.metadata;
  switch (object.kind) {
    case 'Deployment': {
      const key = 'deployment.kubernetes.io/revision';
      const labelSelector = selectorOf(object) ?? '';
      const sets = await list(cluster, KINDS.ReplicaSet, namespace, { signal, labelSelector });
      const newest = sets.find(
        ({ metadata }) => isOwnedBy(metadata, object) && metadata.annotations?.[key] === annotations[key],
      );
      return pods.filter(({ metadata }) => newest !== undefined && isOwnedBy(metadata, newest));
    }
    case 'StatefulSet': {
      const { updateRevision } = (object['status'] ?? {}) as { updateRevision?: string };
      return pods.filter(({ metadata }) => metadata.labels?.['controller-revision-hash'] === updateRevision);
    }
    default: {
      const generation = annotations['deprecated.daemonset.template.generation'];
      return pods.filter(({ metadata }) => {
        const own = metadata.labels?.['pod-template-generation'];
        return own === undefined || own === generation;
      });
    }
  }
}

function isOwnedBy(metadata: KubeObject['metadata'], owner: KubeObject): boolean {
  return (metadata.ownerReferences ?? []).some(({ uid }) => uid === owner.metadata.uid);
}
