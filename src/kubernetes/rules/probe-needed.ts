import { items, at } from '../fields.ts';
import type { ContainerSubject } from '../rule-kinds.ts';

/** Whether a container is one that probes are for: it runs on and on. Jobs end, init containers end. */
export function needsProbes({ manifest, container }: ContainerSubject): boolean {
  if (['Job', 'CronJob', 'PodTemplate'].includes(manifest.kind)) return false;
  return container.kind === 'container';
}

/** Whether a container says that it listens anywhere: a worker without ports may have nothing to ask. */
export function listens({ container }: ContainerSubject): boolean {
  return items(at(container.field, 'ports')).length > 0;
}
