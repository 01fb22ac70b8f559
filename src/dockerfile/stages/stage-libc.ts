import { type BaseFacts, baseFacts } from './base-images.ts';
import { baseImage } from './final.ts';
import type { Dockerfile, Stage } from '../model.ts';

/** The C library of every stage, as far as the image tells that its lineage begins with. */
export function libcByStage(dockerfile: Dockerfile): ReadonlyMap<Stage | null, BaseFacts['libc']> {
  return dockerfile.once(findLibc);
}

function findLibc(dockerfile: Dockerfile): Map<Stage | null, BaseFacts['libc']> {
  const found = new Map<Stage | null, BaseFacts['libc']>();
  for (const stage of dockerfile.stages) {
    const below = stage.base === null ? undefined : dockerfile.stages[stage.base];
    const libc = below ? found.get(below) : baseFacts(baseImage(dockerfile, stage)).libc;
    found.set(stage, libc ?? null);
  }
  return found;
}
