import type { Dockerfile } from '../../dockerfile/model.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';

/** A Dockerfile as a build reads it that stops at a stage: every place in it is that of the whole file. Undefined: there is no such stage. */
export function untilStage(dockerfile: Dockerfile, target: string): Dockerfile | undefined {
  const index = dockerfile.stages.findIndex(({ name }) => name?.value.toLowerCase() === target.toLowerCase());
  const next = dockerfile.stages[index + 1];
  if (index < 0) return undefined;
  if (!next) return dockerfile;
  const known = dockerfile.once(nothingKnown);
  const before = known.get(index) ?? parseDockerfile(dockerfile.text.slice(0, next.from.start));
  known.set(index, before);
  return before;
}

const nothingKnown = () => new Map<number, Dockerfile>();

/** What tells the images of one Dockerfile apart: the path alone is that of its last stage. */
export function imageKey({ dockerfile, target }: ImageBuild): string | null {
  if (!dockerfile) return null;
  return target === undefined ? dockerfile.path : `${dockerfile.path}\0${target.name.toLowerCase()}`;
}
