import type { KubeObject } from '../../cluster/types.ts';

/** Images of all containers in a set of objects, each once, in order. */
export function containerImages(objects: readonly KubeObject[]): string[] {
  const images = new Set<string>();
  for (const object of objects) collect(object['spec'], images);
  return [...images];
}

function collect(value: unknown, images: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, images);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) {
      if (['containers', 'initContainers'].includes(key) && Array.isArray(field)) {
        for (const container of field as unknown[]) addImage(container, images);
      } else collect(field, images);
    }
  }
}

function addImage(container: unknown, images: Set<string>): void {
  if (typeof container !== 'object' || container === null) return;
  const { image } = container as { image?: unknown };
  if (typeof image === 'string' && image !== '') images.add(image);
}
