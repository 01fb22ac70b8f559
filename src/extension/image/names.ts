import { programName } from '../../go/program-name.ts';
import type { GoProject } from '../../go/project.ts';

/** A name for an image as people give registries: with a scheme or a slash at the end, or without. */
export function imageReference(registry: string, program: string, tag: string): string {
  const prefix = registry.replace(/^[a-z]+:\/\//i, '').replace(/^\/+|\/+$/g, '');
  return `${prefix === '' ? '' : `${prefix}/`}${program}:${tag}`;
}

export interface ImageParts {
  /** Everything before tag and digest. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Splits a reference; a port of the registry is not taken for a tag. */
export function imageParts(reference: string): ImageParts {
  const [named = '', digest] = reference.split('@', 2);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return colon < 0
    ? { name: named, tag: undefined, digest }
    : { name: named.slice(0, colon), tag: named.slice(colon + 1), digest };
}

/** The last segment of an image's name: the program, whatever the registry. */
export function programOfImage(reference: string): string {
  const { name } = imageParts(reference);
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The first of `images` that is the same program as `built`, under whatever registry it is written. */
export function sameProgram(images: readonly string[], built: string): string | undefined {
  return images.find((image) => programOfImage(image) === programOfImage(built));
}

/**
 * The program that a Dockerfile makes, as its path tells (`Dockerfile.api`, `api.Dockerfile`, `build/api/Dockerfile`);
 * undefined where the path says nothing. `path` is relative to the build's context, with `/`.
 */
export function programOfDockerfile(path: string): string | undefined {
  const segments = path.split('/');
  const file = segments.at(-1) ?? '';
  const suffix =
    /^(?:Dockerfile|Containerfile)\.(?<name>.+)$/.exec(file) ?? /^(?<name>.+)\.(?:D|d)ockerfile$/.exec(file);
  if (suffix?.groups?.['name'] !== undefined) return suffix.groups['name'];
  return segments.length > 1 ? segments.at(-2) : undefined;
}

/** The only program worth an image: the only server, else the only one that is no example, test or tool. */
export function onlyProgram(project: GoProject): string | undefined {
  const { programs } = project;
  const servers = programs.filter(({ kind }) => kind === 'server');
  const [only, second] =
    servers.length > 0 ? servers : programs.filter(({ kind }) => !['example', 'test', 'tool'].includes(kind));
  return second || !only ? undefined : programName(only, project);
}

/** A tag from `git rev-parse --short` and whether there are changes; letters that a tag may not have become `-`. */
export function gitTag(commit: string, dirty: boolean): string {
  const plain = commit.trim().replace(/[^\w.-]+/g, '-');
  return `${plain === '' ? 'dev' : plain}${dirty ? '-dirty' : ''}`;
}
