import { copyOf } from '../../dockerfile/files/copies.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';

/** Whether the stage, or one that it is based on, is given a whole root file system, which may hold anything. */
export function copiesRoot(dockerfile: Dockerfile, stage: Stage): boolean {
  return lineage(dockerfile.stages, stage).some(({ instructions }) =>
    instructions.some((instruction) => {
      const copy = copyOf(instruction);
      return (
        copy !== undefined &&
        /^\/?\.?$/.test(copy.destination) &&
        copy.sources.some((source) => /\/\.?$|\.t(?:ar|gz|xz|bz2)/.test(source) || source.includes('rootfs'))
      );
    }),
  );
}
