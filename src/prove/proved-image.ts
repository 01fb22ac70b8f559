import { programArguments } from '../containerize/image/shared-dockerfile.ts';
import { build } from '../docker/build.ts';
import type { Engine } from '../docker/connect.ts';
import type { Credentials } from '../docker/credentials.ts';
import { removeImage } from '../docker/images.ts';
import type { BuildEvent, BuildFailure, BuildRequest } from '../docker/types.ts';
import type { Program } from '../go/project.ts';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';
import { size } from '../words/sizes.ts';
import { failedBuild } from './failed-build.ts';
import { imageParts } from './image-places.ts';
import type { Prepared } from './prepare.ts';
import { prove, type ProofOptions } from './prove.ts';
import { proofStep } from './titles.ts';
import type { ProofRequest, ProofStep } from './types.ts';
import { passed } from './verdict.ts';

export interface ImageSource {
  /** Absolute: the project's. */
  readonly folder: string;
  /** Absolute, or relative to the folder. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly network: NonNullable<BuildRequest['network']>;
  /** Files by the id that a RUN mounts them by. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** An image that is there already, to prove in place of a new one. */
  readonly image?: string | undefined;
  /** Leave the image on the engine. */
  readonly keep?: boolean;
}

/** What a proof needs of the door that started it. */
export interface ProofDoor {
  readonly engine: Engine;
  readonly signal: AbortSignal | undefined;
  /** What is stored for a registry that a base image comes from. */
  readonly credentials: (registry: string) => Promise<Credentials | undefined>;
  readonly onBuild: (event: BuildEvent) => void;
  /** The build failed: what its last step wrote. */
  readonly onFailedBuild?: (output: string) => void;
}

/** The name of the image that a proof builds and removes again. */
export function proofImage({ name }: Pick<Program, 'name'>): string {
  return `gantry-prove/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}:latest`;
}

/** Builds an image and proves it; the image is removed again, the engine's cache of the build stays. */
export async function* provedImage(
  prepared: Prepared,
  source: ImageSource,
  request: ProofRequest,
  door: ProofDoor,
  options: ProofOptions,
): AsyncGenerator<ProofStep> {
  const { engine, signal } = door;
  if (source.image !== undefined) {
    yield* prove(engine, request, signal, options);
    return;
  }
  // One that is called off may have named the image already, one that fails has not.
  let named = true;
  try {
    const built = await buildStep(prepared, source, request.image, door);
    named = built.state === 'passed';
    yield built;
    if (named) yield* prove(engine, request, signal, { ...options, parts: imageParts(prepared.dockerfile) });
  } finally {
    // Its containers are gone; one of somebody else may use it by now, which is no failure of ours.
    if (named && source.keep !== true) await removeImage(engine, request.image).catch(() => undefined);
  }
}

async function buildStep(
  { dockerfile, context: folder, program }: Prepared,
  source: ImageSource,
  image: string,
  { engine, signal, credentials, onBuild, onFailedBuild }: ProofDoor,
): Promise<ProofStep> {
  const started = performance.now();
  const request: BuildRequest = {
    contextDir: folder === '.' ? source.folder : `${source.folder}/${folder}`,
    dockerfile: source.dockerfile,
    tags: [image],
    buildArgs: { ...programArguments(dockerfile.text, program), ...source.buildArgs },
    network: source.network,
    ...(source.secrets && { secrets: source.secrets }),
  };
  let context: Extract<BuildEvent, { kind: 'context' }> | undefined;
  try {
    for await (const event of build(engine, request, signal, credentials)) {
      if (event.kind === 'context') context = event;
      onBuild(event);
    }
  } catch (error) {
    if (!(error instanceof Problem) || error.details.kind !== 'build-failed') throw error;
    const { lines, output } = (error.details.cause ?? {}) as Partial<BuildFailure>;
    if (output !== undefined) onFailedBuild?.(output);
    const place = { file: dockerfile.path, line: lines?.first ?? 1 };
    return proofStep('build', failedBuild(program, output ?? '', error.message, place));
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const { bytes, files } = context ?? { bytes: 0, files: 0 };
  // The engine asks only for what has changed since an earlier build.
  const seen: Message =
    bytes > 0
      ? ['In {0} s, from {1} of context (files: {2})', seconds, size(bytes), files]
      : ['In {0} s, from a context that the engine had already (files: {1})', seconds, files];
  return proofStep('build', passed(seen));
}
