import { parseDockerfile } from '../../dockerfile/parse.ts';
import { pinnableImage } from '../../dockerfile/refactorings/pinnable-image.ts';
import { isDockerfilePath } from '../present/dockerfiles.ts';
import type { Choices, Plan } from '../plan-types.ts';

/** Finds the digests of images by their names; one that it does not find out is left out. */
export type AskDigests = (names: readonly string[]) => Promise<Readonly<Record<string, string>>>;

/** Choices that pin what a plan builds on, to plan with anew; undefined: there is nothing to pin, or nobody wants it. */
export async function withDigests(choices: Choices, { files }: Plan, ask: AskDigests): Promise<Choices | undefined> {
  const { images } = choices;
  if (images?.pinDigests !== true) return undefined;
  const dockerfiles = files.filter(({ path }) => isDockerfilePath(path));
  const names = [...new Set(dockerfiles.flatMap(({ text }) => unpinnedBases(text)))];
  if (names.length === 0) return undefined;
  const digests = await ask(names);
  if (Object.keys(digests).length === 0) return undefined;
  return { ...choices, images: { ...images, digests: { ...images.digests, ...digests } } };
}

/** The images that a Dockerfile builds on and does not name by digest. */
function unpinnedBases(dockerfile: string): readonly string[] {
  const model = parseDockerfile(dockerfile);
  return model.stages.flatMap(({ start, image }) => {
    const pinnable = image?.text.includes('@') === true ? undefined : pinnableImage(model, start);
    return pinnable ? [pinnable.name] : [];
  });
}
