import type { Message } from '../words/message.ts';
import { type Condition, type ContainerStatus, isReady, statusOf } from './pods.ts';
import type { KubeObject } from './types.ts';

/** How an object does, for an icon, a label and a tooltip. */
export interface ObjectStatus {
  readonly state: 'ok' | 'progressing' | 'warning' | 'error' | 'unknown';
  /** Short, behind the name: `2/2 ready`. */
  readonly text: Message;
  /** Why it is not ok, in the cluster's own words. */
  readonly reason?: string;
}

/** The state of any object that the view shows; objects without a state of their own are ok. */
export function objectStatus(object: KubeObject): ObjectStatus {
  switch (object.kind) {
    case 'Pod':
      return podStatus(object);
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
      return replicaStatus(object);
    case 'DaemonSet':
      return daemonSetStatus(object);
    case 'Job':
      return jobStatus(object);
    case 'CronJob':
      return cronJobStatus(object);
    case 'Node':
      return nodeStatus(object);
    case 'Service':
      return { state: 'ok', text: ['{0}', word(object, 'ClusterIP', 'spec', 'type')] };
    case 'Ingress':
      return ingressStatus(object);
    default:
      return { state: 'ok', text: [''] };
  }
}

const FATAL =
  /^(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|ErrImageNeverPull|OOMKilled|Error)$/;

function podStatus(pod: KubeObject): ObjectStatus {
  const {
    phase = 'Unknown',
    reason,
    message,
    containerStatuses = [],
    initContainerStatuses = [],
    conditions = [],
  } = statusOf(pod);
  if ((pod.metadata as { deletionTimestamp?: string }).deletionTimestamp)
    return { state: 'progressing', text: ['terminating'] };
  if (phase === 'Succeeded') return { state: 'ok', text: ['completed'] };
  if (phase === 'Failed') return error(['{0}', reason ?? 'failed'], message ?? terminatedMessage(containerStatuses));
  const trouble = [...initContainerStatuses, ...containerStatuses].map(troubleOf).find((found) => found !== undefined);
  if (trouble) return error(['{0}', trouble.reason], trouble.message);
  const unschedulable = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unschedulable) return { state: 'warning', text: ['not scheduled'], ...reasonPart(unschedulable.message) };
  const ready = containerStatuses.filter((status) => status.ready).length;
  const restarts = containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  if (phase === 'Running' && isReady(pod)) {
    return restarts > 0
      ? { state: 'ok', text: ['running, {0} restarts', restarts] }
      : { state: 'ok', text: ['running'] };
  }
  if (phase === 'Running') return { state: 'progressing', text: ['{0}/{1} ready', ready, containerStatuses.length] };
  if (phase === 'Pending') return { state: 'progressing', text: ['starting'] };
  return { state: 'unknown', text: ['unknown'] };
}

/** A container that will not come up by itself, or keeps dying. */
export function troubleOf(status: ContainerStatus): { reason: string; message: string } | undefined {
  const { waiting, terminated } = status.state ?? {};
  if (waiting?.reason && FATAL.test(waiting.reason)) {
    const last = status.lastState?.terminated;
    const exit = last ? `exit code ${last.exitCode}${last.reason ? ` (${last.reason})` : ''}` : '';
    return { reason: waiting.reason, message: [waiting.message ?? '', exit].filter(Boolean).join('; ') };
  }
  if (terminated && terminated.exitCode !== 0) {
    return { reason: terminated.reason ?? 'Error', message: `exit code ${terminated.exitCode}` };
  }
  return undefined;
}

function terminatedMessage(statuses: readonly ContainerStatus[]): string | undefined {
  const ended = statuses.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0);
  return ended && troubleOf(ended)?.message;
}

function replicaStatus(object: KubeObject): ObjectStatus {
  const desired = number(object, 1, 'spec', 'replicas');
  const ready = number(object, 0, 'status', 'readyReplicas');
  const updated = object.kind === 'ReplicaSet' ? desired : number(object, 0, 'status', 'updatedReplicas');
  const observed = number(object, 0, 'status', 'observedGeneration') >= (object.metadata.generation ?? 0);
  const text: Message = ['{0}/{1} ready', ready, desired];
  const conditions = (field(object, 'status', 'conditions') as Condition[] | undefined) ?? [];
  const failed = conditions.find(
    ({ type, status, reason }) =>
      (type === 'ReplicaFailure' && status === 'True') ||
      (type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded'),
  );
  if (failed) return error(text, failed.message);
  if (desired === 0) return { state: 'ok', text: ['scaled to zero'] };
  if (!observed || updated < desired || ready < desired) return { state: 'progressing', text };
  return { state: 'ok', text };
}

function daemonSetStatus(object: KubeObject): ObjectStatus {
  const desired = number(object, 0, 'status', 'desiredNumberScheduled');
  const ready = number(object, 0, 'status', 'numberReady');
  return { state: ready < desired ? 'progressing' : 'ok', text: ['{0}/{1} ready', ready, desired] };
}

function jobStatus(object: KubeObject): ObjectStatus {
  const conditions = (field(object, 'status', 'conditions') as Condition[] | undefined) ?? [];
  const holds = (name: string) => conditions.find(({ type, status }) => type === name && status === 'True');
  const failed = holds('Failed');
  if (failed) return error(['failed'], failed.message);
  if (holds('Complete')) return { state: 'ok', text: ['completed'] };
  if (holds('Suspended')) return { state: 'ok', text: ['suspended'] };
  return { state: 'progressing', text: ['{0} running', number(object, 0, 'status', 'active')] };
}

function cronJobStatus(object: KubeObject): ObjectStatus {
  if (field(object, 'spec', 'suspend') === true) return { state: 'ok', text: ['suspended'] };
  return { state: 'ok', text: ['{0}', word(object, '', 'spec', 'schedule')] };
}

function nodeStatus(object: KubeObject): ObjectStatus {
  const conditions = (field(object, 'status', 'conditions') as Condition[] | undefined) ?? [];
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') return error(['not ready'], ready?.message ?? ready?.reason);
  const pressed = conditions.find(({ type, status }) => type !== 'Ready' && status === 'True');
  if (pressed) return { state: 'warning', text: ['{0}', pressed.type], ...reasonPart(pressed.message) };
  if (field(object, 'spec', 'unschedulable') === true) return { state: 'warning', text: ['cordoned'] };
  return { state: 'ok', text: ['ready'] };
}

function ingressStatus(object: KubeObject): ObjectStatus {
  const rules = (field(object, 'spec', 'rules') as { host?: string }[] | undefined) ?? [];
  return { state: 'ok', text: ['{0}', rules.map(({ host }) => host ?? '*').join(', ')] };
}

function error(text: Message, reason: string | undefined): ObjectStatus {
  return { state: 'error', text, ...reasonPart(reason) };
}

function reasonPart(reason: string | undefined): { reason?: string } {
  return reason ? { reason } : {};
}

function field(object: KubeObject, ...path: string[]): unknown {
  let at: unknown = object;
  for (const key of path) at = (at as Record<string, unknown> | undefined)?.[key];
  return at;
}

function number(object: KubeObject, otherwise: number, ...path: string[]): number {
  const value = field(object, ...path);
  return typeof value === 'number' ? value : otherwise;
}

function word(object: KubeObject, otherwise: string, ...path: string[]): string {
  const value = field(object, ...path);
  return typeof value === 'string' ? value : otherwise;
}
