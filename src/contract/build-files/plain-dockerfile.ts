import type { BuildPath } from './image-builds.ts';

/** What a build takes where it names no Dockerfile; whoever looks for it is sent to the context. */
export function plainDockerfile({ path, start, end }: BuildPath): BuildPath {
  return { path: path === '' ? 'Dockerfile' : `${path}/Dockerfile`, written: null, start, end };
}
