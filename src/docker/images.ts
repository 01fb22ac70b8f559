import type Docker from 'dockerode';
import { callEngine, type Engine } from './connect.ts';
import { parseReference } from './reference.ts';
import type { ImageSummary } from './types.ts';

/** A layer as the image's history tells it, oldest first. */
export interface ImageLayer {
  readonly createdBy: string;
  readonly created: Date;
  /** 0 for instructions that only set metadata. */
  readonly bytes: number;
}

/** Images of the engine that have a name or a digest, newest first. */
export async function listImages(engine: Engine, signal?: AbortSignal): Promise<readonly ImageSummary[]> {
  return callEngine(engine, signal, async (docker) => {
    const images = await docker.listImages();
    return images
      .map(({ Id: id, RepoTags: tags, Size: bytes, Created: created }) => ({
        ...NOTHING_KNOWN,
        id,
        // Engines before API 1.43 write this for an image without a name.
        tags: (tags ?? []).filter((tag) => tag !== '<none>:<none>'),
        bytes,
        created: new Date(created * 1000),
      }))
      .sort((a, b) => b.created.getTime() - a.created.getTime());
  });
}

/** The list says nothing of an image's configuration: `inspectImage` does. */
const NOTHING_KNOWN = { user: '', entrypoint: [], ports: [] };

/** Throws a Problem of kind `not-found` where the engine has no such image. */
export async function inspectImage(engine: Engine, reference: string, signal?: AbortSignal): Promise<ImageSummary> {
  const image = await callEngine(engine, signal, (docker) => docker.getImage(reference).inspect());
  const {
    User: user,
    ExposedPorts: ports,
    WorkingDir: workingDirectory,
  } = image.Config as Partial<Docker.ImageInspectInfo['Config']>;
  return {
    id: image.Id,
    tags: image.RepoTags,
    bytes: image.Size,
    created: new Date(image.Created),
    user: user ?? '',
    entrypoint: entrypointOf(image.Config),
    ports: Object.keys(ports ?? {}),
    ...(workingDirectory && { workingDirectory }),
  };
}

export async function imageLayers(
  engine: Engine,
  reference: string,
  signal?: AbortSignal,
): Promise<readonly ImageLayer[]> {
  const history = (await callEngine(engine, signal, (docker) => docker.getImage(reference).history())) as readonly {
    readonly CreatedBy: string;
    readonly Created: number;
    readonly Size: number;
  }[];
  return history
    .map(({ CreatedBy: createdBy, Created: created, Size: bytes }) => ({
      createdBy,
      created: new Date(created * 1000),
      bytes,
    }))
    .reverse();
}

/** Gives an image one more name. */
export async function tagImage(engine: Engine, source: string, name: string, signal?: AbortSignal): Promise<void> {
  const { registry, repository, tag = 'latest' } = parseReference(name);
  const repo = registry === 'docker.io' ? repository : `${registry}/${repository}`;
  await callEngine(engine, signal, (docker) => docker.getImage(source).tag({ repo, tag }));
}

/** Takes the name away, and the image with its last name. */
export async function removeImage(engine: Engine, reference: string, signal?: AbortSignal): Promise<void> {
  await callEngine(engine, signal, (docker) => docker.getImage(reference).remove());
}

/** ENTRYPOINT and CMD together: what a container of the image runs. */
function entrypointOf({ Entrypoint: entrypoint, Cmd: command }: Docker.ImageInspectInfo['Config']): string[] {
  const words = (value: unknown): string[] =>
    Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  return [...words(entrypoint), ...words(command)];
}
