import { type Copy, copyOf } from '../../dockerfile/files/copies.ts';
import { goBuilds } from '../../dockerfile/commands/go-builds.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { stageNamed } from '../../dockerfile/stages/stages.ts';
import { baseName } from './image-name.ts';

/** Where the final stage has the one program that it takes from a build stage, from the root; undefined: it takes none, several, or something else. */
export function copiedProgram(dockerfile: Dockerfile): string | undefined {
  const final = dockerfile.stages.at(-1);
  if (!final) return undefined;
  const taken = final.instructions.flatMap((instruction) => {
    const copy = copyOf(instruction);
    return copy?.from === undefined ? [] : [copy];
  });
  const built = taken.filter((copy) => isBuilt(copy, dockerfile, final));
  const [copy, ...others] = built.length > 0 ? built : taken;
  const [source] = copy?.sources ?? [];
  if (!copy || source === undefined || others.length > 0 || copy.sources.length > 1) return undefined;
  const { destination } = copy;
  if (!destination.startsWith('/')) return undefined;
  return destination.endsWith('/') ? `${destination}${baseName(source)}` : destination;
}

function isBuilt({ from, sources }: Copy, dockerfile: Dockerfile, final: Stage): boolean {
  const stage = from === undefined ? undefined : stageNamed(dockerfile.stages, from, final.index);
  const outputs = stage ? goBuilds(dockerfile, stage).flatMap((build) => build.outputs ?? []) : [];
  return sources.some((source) => outputs.includes(source));
}
