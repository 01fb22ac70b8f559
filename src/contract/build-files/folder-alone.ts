import type { BuildPath, ImageBuild } from './image-builds.ts';

/** A path that has to be there like that of a build, and makes no image. */
export function folderAlone(file: string, context: BuildPath): ImageBuild {
  return { file, images: [], context, dockerfile: null, goPackage: null, args: new Map() };
}
