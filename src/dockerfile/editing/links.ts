import type { Link } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { expand } from '../variables/expand.ts';
import { type ImageReference, officialName, parseImage } from '../stages/image.ts';
import type { Dockerfile } from '../model.ts';
import { globalScope } from '../variables/variables.ts';
import { stageNames, stageReferences } from './stage-names.ts';

/** Images with a page of their own: bases, images that are copied from, and the frontend. */
export function linksOf(dockerfile: Dockerfile): Link[] {
  const { stages, directives, escape, text } = dockerfile;
  const globals = globalScope(dockerfile);
  const ofStages = new Set(stageNames(dockerfile).flatMap(({ occurrences }) => occurrences.map(({ start }) => start)));
  const bases = stages.flatMap(({ image, base }) =>
    image && base === null ? linkTo(image, expand(image.text, globals, escape)) : [],
  );
  const copied = stages.flatMap((stage) =>
    stage.instructions.flatMap((instruction) =>
      stageReferences(instruction).flatMap((reference) =>
        // A bare word may as well be a named context.
        ofStages.has(reference.start) || !/[:/@]/.test(reference.text) ? [] : linkTo(reference, reference.text),
      ),
    ),
  );
  const frontends = directives.flatMap(({ name, value, start, end }) => {
    if (name !== 'syntax') return [];
    const at = start + text.slice(start, end).lastIndexOf(value);
    return linkTo({ start: at, end: at + value.length }, value);
  });
  return [...frontends, ...bases, ...copied];
}

function linkTo({ start, end }: Range, reference: string | undefined): Link[] {
  const url = reference === undefined || reference === 'scratch' ? undefined : pageOf(reference);
  return url === undefined ? [] : [{ start, end, url }];
}

/** The page that tells about an image by its reference; undefined where there is none. */
export function pageOf(reference: string): string | undefined {
  const image = parseImage(reference);
  return image && imagePage(image);
}

/** The page that tells about an image; undefined for registries without pages that all can read. */
function imagePage(image: ImageReference): string | undefined {
  const { registry, repository } = image;
  const official = officialName(image);
  if (official !== undefined) return `https://hub.docker.com/_/${official}`;
  const [owner = '', ...rest] = repository.split('/');
  switch (registry) {
    case 'docker.io':
      return `https://hub.docker.com/r/${repository}`;
    case 'quay.io':
      return `https://quay.io/repository/${repository}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${repository}`;
    case 'gcr.io':
      return owner === 'distroless'
        ? `https://github.com/GoogleContainerTools/distroless#readme`
        : `https://gcr.io/${repository}`;
    case 'ghcr.io':
      return rest.length > 0 ? `https://ghcr.io/${repository}` : undefined;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${repository}`;
    case 'cgr.dev':
      return owner === 'chainguard'
        ? `https://images.chainguard.dev/directory/image/${rest.join('/')}/overview`
        : undefined;
    case 'registry.access.redhat.com':
    case 'registry.redhat.io':
      return `https://catalog.redhat.com/software/containers/search?q=${encodeURIComponent(repository)}`;
    default:
      return undefined;
  }
}
