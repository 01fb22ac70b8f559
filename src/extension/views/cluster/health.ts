import type { KubeObject } from '../../../cluster/types.ts';

/** How an object is doing: decides its icon. `none`: the kind has no such state. */
export type Health = 'good' | 'busy' | 'bad' | 'idle' | 'none';

export interface HealthReport {
  readonly health: Health;
  /** What stands behind the name, such as `2/2` or `CrashLoopBackOff`; as Kubernetes says it. */
  readonly text: string;
}

export function healthOf(object: KubeObject): HealthReport {
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return replicas(object, number(object, 'spec', 'replicas') ?? 1, number(object, 'status', 'readyReplicas') ?? 0);
    case 'DaemonSet':
      return replicas(
        object,
        number(object, 'status', 'desiredNumberScheduled') ?? 0,
        number(object, 'status', 'numberReady') ?? 0,
      );
    case 'Job':
      return job(object);
    case 'CronJob':
      return {
        health: read(object, 'spec', 'suspend') === true ? 'idle' : 'good',
        text: text(object, 'spec', 'schedule'),
      };
    case 'Pod':
      return pod(object);
    case 'Node':
      return node(object);
    case 'Service':
      return { health: 'none', text: servicePorts(object) };
    case 'Secret':
    case 'ConfigMap':
      return { health: 'none', text: String(Object.keys(record(object['data'])).length) };
    default:
      return { health: 'none', text: '' };
  }
}

function replicas(object: KubeObject, desired: number, ready: number): HealthReport {
  const shown = `${ready}/${desired}`;
  const behind = (number(object, 'status', 'observedGeneration') ?? 0) < (object.metadata.generation ?? 0);
  if (desired === 0 && ready === 0 && !behind) return { health: 'idle', text: shown };
  const stuck = conditions(object).some(
    ({ type, status, reason }) =>
      (type === 'Progressing' && status === 'False') || (reason === 'FailedCreate' && status === 'True'),
  );
  if (stuck) return { health: 'bad', text: shown };
  const updated =
    number(object, 'status', 'updatedReplicas') ?? number(object, 'status', 'updatedNumberScheduled') ?? ready;
  return { health: ready >= desired && updated >= desired && !behind ? 'good' : 'busy', text: shown };
}

function job(object: KubeObject): HealthReport {
  const held = (type: string) =>
    conditions(object).some((condition) => condition.type === type && condition.status === 'True');
  const done = `${number(object, 'status', 'succeeded') ?? 0}/${number(object, 'spec', 'completions') ?? 1}`;
  if (held('Failed')) return { health: 'bad', text: done };
  return { health: held('Complete') ? 'good' : 'busy', text: done };
}

function pod(object: KubeObject): HealthReport {
  const statuses = list(record(object['status'])['containerStatuses']).map(record);
  const ready = `${statuses.filter(({ ready: isReady }) => isReady === true).length}/${statuses.length}`;
  const phase = text(object, 'status', 'phase');
  if (record(object.metadata)['deletionTimestamp'] !== undefined) return { health: 'busy', text: 'Terminating' };
  const waiting = [...statuses, ...list(record(object['status'])['initContainerStatuses']).map(record)]
    .map(({ state }) => record(record(state)['waiting'])['reason'])
    .find((reason) => typeof reason === 'string');
  if (typeof waiting === 'string' && !['ContainerCreating', 'PodInitializing'].includes(waiting)) {
    return { health: 'bad', text: waiting };
  }
  if (phase === 'Failed') return { health: 'bad', text: text(object, 'status', 'reason') || phase };
  if (phase === 'Succeeded') return { health: 'idle', text: phase };
  const allReady = statuses.length > 0 && statuses.every(({ ready: isReady }) => isReady === true);
  if (phase === 'Running' && allReady) return { health: 'good', text: `${ready} ${phase}` };
  return { health: 'busy', text: `${ready} ${waiting ?? phase}` };
}

function node(object: KubeObject): HealthReport {
  const ready = conditions(object).find(({ type }) => type === 'Ready')?.status === 'True';
  const cordoned = read(object, 'spec', 'unschedulable') === true;
  if (!ready) return { health: 'bad', text: 'NotReady' };
  return cordoned ? { health: 'idle', text: 'SchedulingDisabled' } : { health: 'good', text: 'Ready' };
}

function servicePorts(object: KubeObject): string {
  const ports = list(record(object['spec'])['ports']).map((port) => String(record(port)['port']));
  return [text(object, 'spec', 'type'), ports.join(', ')].filter((part) => part !== '').join(' ');
}

function conditions(object: KubeObject): readonly { type?: unknown; status?: unknown; reason?: unknown }[] {
  return list(record(object['status'])['conditions']).map(record);
}

/** What the API server sends is not typed here: whatever has another shape counts as empty. */
function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function read(object: KubeObject, part: 'spec' | 'status', field: string): unknown {
  return record(object[part])[field];
}

function number(object: KubeObject, part: 'spec' | 'status', field: string): number | undefined {
  const value = read(object, part, field);
  return typeof value === 'number' ? value : undefined;
}

function text(object: KubeObject, part: 'spec' | 'status', field: string): string {
  const value = read(object, part, field);
  return typeof value === 'string' ? value : '';
}
