import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { ImageBuild } from './image-builds.ts';
import { buildPath, pathFrom } from './build-path.ts';
import { folderAlone } from './folder-alone.ts';

/** What a file of GoReleaser or ko builds: the packages, and the Dockerfiles of images that hold them. */
export function releaseBuilds(file: string, root: Field): ImageBuild[] {
  const base = folderOf(file);
  const hooks = items(at(root, 'before', 'hooks')).map((hook) => textAt(hook) ?? textAt(hook, 'cmd') ?? '');
  /** A hook may make it first. */
  const isMade = (path: string) => hooks.some((hook) => hook.includes(path));
  const packages = items(at(root, 'builds')).flatMap((build) => {
    const builder = textAt(build, 'builder') ?? 'go';
    const folder = pathFrom(base, textAt(build, 'dir') ?? '.');
    const isGo = builder === 'go' && textAt(build, 'skip') !== 'true' && folder !== null;
    const path = isGo ? buildPath(folder, at(build, 'main')) : null;
    return path && path.path !== '' && !isMade(path.path) ? [folderAlone(file, path)] : [];
  });
  // Their context is a folder of what was built.
  const dockerfiles = [...items(at(root, 'dockers')), ...items(at(root, 'dockers_v2'))].flatMap((docker) => {
    const dockerfile = buildPath(base, at(docker, 'dockerfile'));
    if (!dockerfile || isMade(dockerfile.path)) return [];
    return [{ file, images: [], context: null, dockerfile, goPackage: null, args: new Map<string, string>() }];
  });
  return [...packages, ...dockerfiles];
}
