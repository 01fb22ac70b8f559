import { at, items, textAt } from '../fields.ts';
import type { ContainerSubject } from '../rule-kinds.ts';

/** Whether a container is one that probes are for: it runs on and on. Jobs end, init containers end. */
export function needsProbes({ manifest, container }: ContainerSubject): boolean {
  if (['Job', 'CronJob', 'PodTemplate'].includes(manifest.kind)) return false;
  return container.kind === 'container';
}

/** Whether a container says that it listens where a probe can ask: a worker has nothing to ask, and the kubelet asks no UDP port. */
export function listens({ container }: ContainerSubject): boolean {
  return items(at(container.field, 'ports')).some((port) => (textAt(port, 'protocol') ?? 'TCP') === 'TCP');
}
