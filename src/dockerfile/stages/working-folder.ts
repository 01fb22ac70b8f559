import { baseFacts } from './base-images.ts';
import { baseImage } from './final.ts';
import { parseImage } from './image.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { resolvePath } from '../files/paths.ts';
import { instructionsOf } from './stages.ts';

/** Where an image runs its program; undefined where only an image that nobody sees, or a variable, decides it. */
export function workingFolder(dockerfile: Dockerfile): string | undefined {
  const final = dockerfile.stages.at(-1);
  if (!final) return undefined;
  const last = inFolders(dockerfile, final).at(-1);
  return last ? last.folder : firstFolder(dockerfile, final);
}

interface InFolder {
  readonly instruction: Instruction;
  /** Where it leaves the stage; undefined where only an image that nobody sees, or a variable, decides it. */
  readonly folder: string | undefined;
}

/** All instructions that a stage is made of, those of its root first. */
export function inFolders(dockerfile: Dockerfile, stage: Stage): InFolder[] {
  let folder = firstFolder(dockerfile, stage);
  return instructionsOf(dockerfile.stages, stage).map((instruction) => {
    const { keyword, words } = instruction;
    if (keyword === 'WORKDIR') folder = resolvePath(words[0]?.value ?? '', folder);
    return { instruction, folder };
  });
}

/** That of the image at the root of a stage. */
export function firstFolder(dockerfile: Dockerfile, stage: Stage): string | undefined {
  const base = baseImage(dockerfile, stage);
  const image = base === undefined || base === 'scratch' ? undefined : parseImage(base);
  if (image?.registry === 'gcr.io' && /(?:^|-)nonroot/.test(image.tag ?? '')) return '/home/nonroot';
  const { plain, go } = baseFacts(base);
  return go ? '/go' : plain ? '/' : undefined;
}
