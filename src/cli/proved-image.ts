import { homedir } from 'node:os';
import { build } from '../docker/build.ts';
import { connect, type Engine } from '../docker/connect.ts';
import { credentialsFor } from '../docker/credentials.ts';
import { resolveEndpoint } from '../docker/endpoint.ts';
import { removeImage } from '../docker/images.ts';
import type { BuildEvent, BuildFailure, BuildRequest } from '../docker/types.ts';
import { imageParts } from '../prove/image-places.ts';
import type { Prepared } from '../prove/prepare.ts';
import { prove, type ProofOptions } from '../prove/prove.ts';
import { proofStep } from '../prove/titles.ts';
import type { ProofRequest, ProofStep } from '../prove/types.ts';
import { failed, passed } from '../prove/verdict.ts';
import { Problem } from '../words/problem.ts';
import type { Door } from './door.ts';

export interface ImageSource {
  /** Absolute: the build's context. */
  readonly folder: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly network: NonNullable<BuildRequest['network']>;
  /** An image that is there already, to prove in place of a new one. */
  readonly image: string | undefined;
  /** Leave the image on the engine. */
  readonly keep: boolean;
}

/** Builds an image and proves it; the image is removed again, the engine's cache of the build stays. */
export async function* provedImage(
  prepared: Prepared,
  source: ImageSource & { readonly dockerfile: string },
  request: ProofRequest,
  door: Door,
  options: ProofOptions,
): AsyncGenerator<ProofStep> {
  const engine = connect(await resolveEndpoint(door.env, homedir()));
  const signal = door.interrupted?.();
  const parts = imageParts(prepared.dockerfile);
  if (source.image !== undefined) {
    yield* prove(engine, request, signal, options);
    return;
  }
  const built = await buildStep(engine, prepared, source, request.image, door, signal);
  yield built;
  if (built.state !== 'passed') return;
  try {
    yield* prove(engine, request, signal, { ...options, parts });
  } finally {
    // Its containers are gone; one of somebody else may use it by now, which is no failure of ours.
    if (!source.keep) await removeImage(engine, request.image).catch(() => undefined);
  }
}

async function buildStep(
  engine: Engine,
  { dockerfile }: Prepared,
  source: ImageSource & { readonly dockerfile: string },
  image: string,
  door: Door,
  signal: AbortSignal | undefined,
): Promise<ProofStep> {
  const started = performance.now();
  const request: BuildRequest = {
    contextDir: source.folder,
    dockerfile: source.dockerfile,
    tags: [image],
    buildArgs: source.buildArgs,
    network: source.network,
  };
  let context: Extract<BuildEvent, { kind: 'context' }> | undefined;
  try {
    for await (const event of build(engine, request, signal, (host) =>
      credentialsFor(host, door.env, homedir(), signal),
    )) {
      if (event.kind === 'context') context = event;
      if (event.kind === 'step' && event.state === 'started') door.stderr(`${event.name.replace(/\s+/g, ' ')}\n`);
    }
  } catch (error) {
    if (!(error instanceof Problem) || error.details.kind !== 'build-failed') throw error;
    const { lines, output } = (error.details.cause ?? {}) as Partial<BuildFailure>;
    if (output !== undefined) door.stderr(`${output.trimEnd()}\n`);
    const place = { file: dockerfile.path, line: lines?.first ?? 1 };
    return proofStep('build', failed(['{0}', error.message], place));
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  return proofStep(
    'build',
    passed([
      'In {0} s, from {1} files of {2} MB',
      seconds,
      context?.files ?? 0,
      ((context?.bytes ?? 0) / 1e6).toFixed(1),
    ]),
  );
}
