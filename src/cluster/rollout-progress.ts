import type { Condition } from './pods.ts';
import type { KubeObject, RolloutEvent } from './types.ts';

type Progress = Extract<RolloutEvent, { kind: 'progress' }>;

/** How far a Deployment, StatefulSet or DaemonSet has come, in numbers of pods. */
export function progressOf(object: KubeObject): Progress {
  const status = statusOf(object);
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
    desired: specOf(object).replicas ?? 1,
    updated: count('updatedReplicas'),
    ready: count('readyReplicas'),
    available: count('availableReplicas'),
    revision,
  };
}

/** Whether the controller has seen the newest version: before, its status speaks of another. */
export function isObserved(object: KubeObject): boolean {
  return Number(statusOf(object)['observedGeneration'] ?? 0) >= (object.metadata.generation ?? 0);
}

/** As kubectl rollout status: the newest pods are available, and none of an older version is left. */
export function isDone(object: KubeObject, { desired, updated, available }: Progress): boolean {
  if (!isObserved(object) || available < desired) return false;
  const { updateStrategy } = specOf(object);
  // Pods are replaced when somebody deletes them: there is nothing to follow.
  if (updateStrategy?.type === 'OnDelete') return true;
  const partition = updateStrategy?.rollingUpdate?.partition ?? 0;
  if (object.kind === 'StatefulSet' && partition > 0) return updated >= desired - partition;
  const total = object.kind === 'DaemonSet' ? desired : Number(statusOf(object)['replicas'] ?? 0);
  return updated >= desired && total <= updated;
}

/** Why the controller itself has given up, or does not even begin. */
export function stuckBecause(object: KubeObject): { readonly reason: string; readonly message: string } | undefined {
  if (object.kind !== 'Deployment') return undefined;
  if (specOf(object).paused === true) return { reason: 'Paused', message: 'spec.paused is true' };
  const deadline = conditionsOf(object).find(
    ({ type, status, reason }) => type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded',
  );
  return deadline && { reason: 'ProgressDeadlineExceeded', message: deadline.message ?? '' };
}

export function conditionsOf(object: KubeObject): readonly Condition[] {
  return (statusOf(object)['conditions'] as readonly Condition[] | undefined) ?? [];
}

interface Spec {
  readonly replicas?: number;
  readonly paused?: boolean;
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } };
}

function specOf(object: KubeObject): Spec {
  return object['spec'] ?? {};
}

function statusOf(object: KubeObject): Readonly<Record<string, unknown>> {
  return (object['status'] as Readonly<Record<string, unknown>> | undefined) ?? {};
}
