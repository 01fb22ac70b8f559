import { type ObjectStatus, statusWith } from './object-status.ts';
import type { Condition } from './pods.ts';
import { podStatus } from './status-pod.ts';
import { jobStatus, replicaSetStatus, rolledStatus } from './status-workload.ts';
import type { KubeObject } from './types.ts';

export type { ObjectStatus } from './object-status.ts';

/** The state of any object that the view shows; objects without a state of their own are ok. */
export function objectStatus(object: KubeObject): ObjectStatus {
  if ((object.metadata as { deletionTimestamp?: string }).deletionTimestamp !== undefined) {
    return { state: 'progressing', text: ['terminating'] };
  }
  switch (object.kind) {
    case 'Pod':
      return podStatus(object);
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return rolledStatus(object);
    case 'ReplicaSet':
      return replicaSetStatus(object);
    case 'Job':
      return jobStatus(object);
    case 'CronJob':
      return cronJobStatus(object);
    case 'Node':
      return nodeStatus(object);
    case 'Service':
      return serviceStatus(object);
    case 'Ingress':
      return ingressStatus(object);
    case 'ConfigMap':
    case 'Secret':
      return { state: 'ok', text: ['{0} keys', keyCount(object)] };
    case 'Event':
      return eventStatus(object);
    default:
      return { state: 'ok', text: [''] };
  }
}

function cronJobStatus(object: KubeObject): ObjectStatus {
  const { suspend, schedule = '' } = (object['spec'] ?? {}) as { suspend?: boolean; schedule?: string };
  return { state: 'ok', text: suspend === true ? ['suspended'] : ['{0}', schedule] };
}

function nodeStatus(object: KubeObject): ObjectStatus {
  const { conditions = [] } = (object['status'] ?? {}) as { conditions?: readonly Condition[] };
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') return statusWith('error', ['not ready'], ready?.message ?? ready?.reason);
  const pressed = conditions.find(({ type, status }) => type !== 'Ready' && status === 'True');
  if (pressed) return statusWith('warning', ['{0}', pressed.type], pressed.message);
  const { unschedulable } = (object['spec'] ?? {}) as { unschedulable?: boolean };
  return unschedulable === true ? { state: 'warning', text: ['cordoned'] } : { state: 'ok', text: ['ready'] };
}

function serviceStatus(object: KubeObject): ObjectStatus {
  const { type = 'ClusterIP', externalName } = (object['spec'] ?? {}) as { type?: string; externalName?: string };
  if (type === 'ExternalName') return { state: 'ok', text: ['{0}', externalName ?? type] };
  if (type !== 'LoadBalancer') return { state: 'ok', text: ['{0}', type] };
  const address = balancerAddress(object);
  return address === undefined
    ? { state: 'progressing', text: ['waiting for an address'] }
    : { state: 'ok', text: ['{0}', address] };
}

/** Many controllers write no address, so one that is absent says nothing. */
function ingressStatus(object: KubeObject): ObjectStatus {
  const { rules = [] } = (object['spec'] ?? {}) as { rules?: readonly { host?: string }[] };
  const hosts = [...new Set(rules.map(({ host }) => host ?? '*'))];
  return { state: 'ok', text: ['{0}', hosts.length === 0 ? '*' : hosts.join(', ')] };
}

function eventStatus(object: KubeObject): ObjectStatus {
  const { type, reason = '', message } = object as KubeObject & { type?: string; reason?: string; message?: string };
  return statusWith(type === 'Warning' ? 'warning' : 'ok', ['{0}', reason], message);
}

function balancerAddress(object: KubeObject): string | undefined {
  const { loadBalancer } = (object['status'] ?? {}) as {
    loadBalancer?: { ingress?: readonly { ip?: string; hostname?: string }[] };
  };
  const [first] = loadBalancer?.ingress ?? [];
  return first?.ip ?? first?.hostname;
}

function keyCount(object: KubeObject): number {
  return ['data', 'binaryData'].reduce(
    (sum, field) => sum + Object.keys((object[field] as object | null | undefined) ?? {}).length,
    0,
  );
}
