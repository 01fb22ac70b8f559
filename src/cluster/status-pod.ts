import { type ObjectStatus, statusWith } from './object-status.ts';
import { type ContainerStatus, isReady, podSpecOf, statusOf } from './pods.ts';
import type { KubeObject } from './types.ts';

export function podStatus(pod: KubeObject): ObjectStatus {
  const {
    phase = 'Unknown',
    reason,
    message,
    containerStatuses = [],
    initContainerStatuses = [],
    conditions = [],
  } = statusOf(pod);
  if (phase === 'Succeeded') return { state: 'ok', text: ['completed'] };
  if (phase === 'Failed') {
    const ended = containerStatuses.map(troubleOf).find((found) => found !== undefined);
    const text = reason ?? ended?.reason;
    return statusWith('error', text ? ['{0}', text] : ['failed'], message ?? ended?.message);
  }
  const trouble = [...initContainerStatuses, ...containerStatuses].map(troubleOf).find((found) => found !== undefined);
  if (trouble) return statusWith('error', ['{0}', trouble.reason], trouble.message);
  const unscheduled = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unscheduled?.reason === 'SchedulingGated') return { state: 'progressing', text: ['waiting to be scheduled'] };
  if (unscheduled) return statusWith('warning', ['not scheduled'], unscheduled.message);
  const count = containerStatuses.length;
  if (phase === 'Running') {
    if (!isReady(pod)) {
      const ready = containerStatuses.filter((status) => status.ready).length;
      return { state: 'progressing', text: ['{0}/{1} ready', ready, count] };
    }
    const restarts = containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
    return { state: 'ok', text: restarts > 0 ? ['running, {0} restarts', restarts] : ['running'] };
  }
  if (phase === 'Pending') return startingStatus(pod, initContainerStatuses);
  return { state: 'unknown', text: ['unknown'] };
}

function startingStatus(pod: KubeObject, statuses: readonly ContainerStatus[]): ObjectStatus {
  const total = (podSpecOf(pod)?.initContainers ?? []).length;
  // A sidecar is past its turn when it has started; any other init container when it has ended.
  const past = statuses.filter((status) => status.state?.terminated?.exitCode === 0 || status.started === true).length;
  if (total > 0 && statuses.length > 0 && past < total) {
    return { state: 'progressing', text: ['initializing {0}/{1}', past, total] };
  }
  return { state: 'progressing', text: ['starting'] };
}

const FATAL = new Set([
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'ImageInspectError',
  'InvalidImageName',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
  'PostStartHookError',
]);

/** A container that will not come up by itself, or keeps dying. */
export function troubleOf(status: ContainerStatus): { reason: string; message: string } | undefined {
  const { waiting, terminated } = status.state ?? {};
  if (waiting?.reason !== undefined && FATAL.has(waiting.reason)) {
    const last = status.lastState?.terminated;
    const exit = last ? exitOf(last) : '';
    return { reason: waiting.reason, message: [waiting.message ?? '', exit].filter(Boolean).join('; ') };
  }
  if (terminated && terminated.exitCode !== 0) {
    return {
      reason: terminated.reason ?? 'Error',
      message: [exitOf(terminated), terminated.message?.trim() ?? ''].filter(Boolean).join('; '),
    };
  }
  return undefined;
}

function exitOf({ exitCode, reason }: { readonly exitCode: number; readonly reason?: string }): string {
  return `exit code ${exitCode}${reason && reason !== 'Error' ? ` (${reason})` : ''}`;
}
