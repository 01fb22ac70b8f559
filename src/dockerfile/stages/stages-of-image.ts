import type { Dockerfile, Stage } from '../model.ts';
import { lineage } from './stages.ts';

/** The stages whose layers are in the image that a build makes by default: the last one and those it is based on. */
export function stagesOfImage(dockerfile: Dockerfile): ReadonlySet<Stage | null> {
  return dockerfile.once(findStages);
}

function findStages({ stages }: Dockerfile): Set<Stage | null> {
  const last = stages.at(-1);
  return new Set(last ? lineage(stages, last) : []);
}
