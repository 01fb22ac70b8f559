import type { Dockerfile } from '../../dockerfile/model.ts';
import type { GoProject, Program } from '../../go/project.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { chosenByAll, chosenByArguments } from './chosen-by-arguments.ts';
import { comparableName, imageBaseName } from '../images/image-name.ts';
import type { ScriptSources } from '../images/image-scripts.ts';
import { type MadeImage, madeImage } from './made-image.ts';
import type { ProgramNames } from '../matching/program-names.ts';
import { imageKey, untilStage } from './target-stage.ts';

/** What the Dockerfiles and build files of a workspace make, whatever its manifests are. */
export interface MadeImages {
  readonly programs: ProgramNames;
  /** By Dockerfile. */
  readonly images: ReadonlyMap<string, MadeImage>;
  /** By a comparable name that they may have. */
  readonly byName: ReadonlyMap<string, readonly MadeImage[]>;
  /** What builds make that stop at a stage; by the key of the stage. */
  readonly stopped: ReadonlyMap<string, MadeImage>;
  /** What builds make whose arguments choose the program, where others choose another. */
  readonly told: ReadonlyMap<ImageBuild, MadeImage>;
  /** By the comparable name of an image. */
  readonly buildsByName: ReadonlyMap<string, readonly ImageBuild[]>;
  /** What is run by what a key stands for; null where the files do not say, or say two things. */
  readonly programOf: (key: string) => Program | null;
}

export function madeImages(
  go: GoProject,
  programs: ProgramNames,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
  sources: ScriptSources,
): MadeImages {
  const { builds } = sources;
  const images = new Map<string, MadeImage>();
  const byName = new Map<string, MadeImage[]>();
  for (const [file, dockerfile] of dockerfiles) {
    const image = madeImage(file, dockerfile, go, programs, sources);
    if (!image) continue;
    images.set(file, toldBy(builds, image, dockerfile));
    for (const name of image.names) byName.set(name, [...(byName.get(name) ?? []), image]);
  }
  const stopped = new Map<string, MadeImage>();
  for (const build of builds) {
    const key = imageKey(build);
    const whole = dockerfiles.get(build.dockerfile?.path ?? '');
    const dockerfile = whole && build.target !== undefined ? untilStage(whole, build.target.name) : undefined;
    if (key === null || !build.dockerfile || !dockerfile || stopped.has(key)) continue;
    const image = madeImage(build.dockerfile.path, dockerfile, go, programs, sources);
    if (image && whole) stopped.set(key, toldBy(builds, image, whole));
  }
  const imageByKey = (key: string) => images.get(key) ?? stopped.get(key);
  const buildsByName = new Map<string, ImageBuild[]>();
  for (const build of builds) {
    for (const image of build.images) {
      const name = comparableName(imageBaseName(image));
      buildsByName.set(name, [...(buildsByName.get(name) ?? []), build]);
    }
  }
  return {
    ...{ programs, images, byName, stopped, buildsByName },
    told: toldApart(builds, imageByKey),
    programOf: (key) => imageByKey(key)?.program ?? null,
  };
}

/** With the program that all builds of it name by their arguments, where the Dockerfile leaves that to them; `whole`: with all its stages. */
function toldBy(builds: readonly ImageBuild[], image: MadeImage, whole: Dockerfile): MadeImage {
  if (image.program || !image.built.chosenByCall) return image;
  const own = builds.filter(({ dockerfile, target }) => {
    if (dockerfile?.path !== image.file) return false;
    return (target === undefined ? whole : untilStage(whole, target.name)) === image.dockerfile;
  });
  return { ...image, program: chosenByAll(own, image.built) };
}

/** One image for each program that the arguments of builds choose from a Dockerfile, where it runs none by itself. */
function toldApart(
  builds: readonly ImageBuild[],
  imageByKey: (key: string) => MadeImage | undefined,
): Map<ImageBuild, MadeImage> {
  const told = new Map<ImageBuild, MadeImage>();
  for (const build of builds) {
    const image = imageByKey(imageKey(build) ?? '');
    const [program, second] = image && !image.program ? chosenByArguments(build, image.built) : [];
    if (!image || !program || second) continue;
    const same = [...told.values()].find((one) => one.dockerfile === image.dockerfile && one.program === program);
    told.set(build, same ?? { ...image, program });
  }
  return told;
}
