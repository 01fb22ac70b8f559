import { podSpecOf } from '../../cluster/pods.ts';
import type { KubeObject } from '../../cluster/types.ts';

/** TCP ports that an object offers: a Service's own, or those that the containers of a pod or workload declare. */
export function portsOf(object: KubeObject | null): number[] {
  if (!object) return [];
  if (object.kind === 'Service') {
    const { ports = [] } = (object['spec'] ?? {}) as { ports?: readonly { port: number; protocol?: string }[] };
    return ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map(({ port }) => port);
  }
  const containers = podSpecOf(object)?.containers ?? [];
  return [...new Set(containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort)))];
}
