import { at, entries, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { ImageBuild } from './image-builds.ts';
import { knownImages } from '../images/image-name.ts';
import { reachableIn } from '../compose/neighbours.ts';
import { composeService } from '../compose/read-service.ts';
import { argumentsIn } from './build-arguments.ts';
import { buildPath, targetOf } from './build-path.ts';
import { plainDockerfile } from './plain-dockerfile.ts';

/** The services of a compose file that are built here. */
export function composeBuilds(file: string, root: Field, text: string): ImageBuild[] {
  const folder = folderOf(file);
  const reachable = reachableIn(root);
  return entries(at(root, 'services')).flatMap((entry) => {
    const { key, value: service } = entry;
    const build = at(service, 'build');
    if (!build) return [];
    const contextField = build.kind === 'map' ? at(build, 'context') : build;
    const context = contextField
      ? buildPath(folder, contextField)
      : { path: folder, written: null, start: build.start, end: build.end };
    const image = textAt(service, 'image');
    const inline = at(build, 'dockerfile_inline');
    const given = at(build, 'dockerfile');
    const target = targetOf(at(build, 'target'));
    return [
      {
        file,
        // Compose calls an image that has no name after its service.
        images: image === undefined ? [key] : knownImages([image]),
        context,
        dockerfile: inline || !context ? null : given ? buildPath(context.path, given) : plainDockerfile(context),
        goPackage: null,
        ...target,
        service: { ...composeService(entry, root, text), reachable },
        ...argumentsIn(at(build, 'args')),
      },
    ];
  });
}
