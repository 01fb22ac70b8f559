import { at, entries, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { ComposeService } from '../compose/compose-service.ts';
import type { ImageBuild } from './image-builds.ts';
import { knownImages } from '../images/image-name.ts';
import { reachableIn } from '../compose/neighbours.ts';
import { composeService } from '../compose/read-service.ts';
import { argumentsIn } from './build-arguments.ts';
import { buildPath, targetOf } from './build-path.ts';
import { plainDockerfile } from './plain-dockerfile.ts';

/** The services of a compose file that are built here, and those that run an image by its name. */
export function composeBuilds(file: string, root: Field, text: string): ImageBuild[] {
  const folder = folderOf(file);
  const reachable = reachableIn(root);
  return entries(at(root, 'services')).flatMap((entry) => {
    const { key, value: service } = entry;
    const build = at(service, 'build');
    const ran = () => ({ ...composeService(entry, root, text), reachable });
    const image = textAt(service, 'image');
    if (!build) return image === undefined ? [] : runsOf(file, image, ran);
    const contextField = build.kind === 'map' ? at(build, 'context') : build;
    const context = contextField
      ? buildPath(folder, contextField)
      : { path: folder, written: null, start: build.start, end: build.end };
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
        service: ran(),
        ...argumentsIn(at(build, 'args')),
      },
    ];
  });
}

/** What a service runs that builds nothing; `${SHOP_IMAGE:-team/shop}` is by default what stands behind. */
function runsOf(file: string, written: string, service: () => ComposeService): ImageBuild[] {
  const name = written.replace(/\$\{\w+:?-([^${}]+)\}/g, '$1');
  if (knownImages([name]).length === 0) return [];
  const nothing = { images: [], context: null, dockerfile: null, goPackage: null, args: new Map<string, string>() };
  return [{ file, ...nothing, service: service(), runs: name }];
}
