import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { Problem } from '../words/problem.ts';
import { buildFailed } from './build-failure.ts';
import { decodeStatus } from './build-status.ts';
import { trackSteps } from './build-steps.ts';
import { callEngine, type Engine } from './connect.ts';
import { type BuildContext, openContext } from './context.ts';
import { cancelled, engineMessage, engineProblem } from './engine-problem.ts';
import { jsonLines } from './json-lines.ts';
import { maskSecrets } from './masking.ts';
import { parseReference } from './reference.ts';
import { type BuildSession, type CredentialsOf, openSession } from './session.ts';
import type { BuildEvent, BuildRequest } from './types.ts';

/**
 * Builds with BuildKit and tells what happens; the last event is `done`. An aborted signal, or leaving the loop, ends the build on the
 * engine. Throws a Problem: `build-failed` with a BuildFailure as `details.cause`, `no-engine`, `not-found`, `cancelled`, …
 * `credentialsOf` is asked when the engine pulls from a registry.
 */
export async function* build(
  engine: Engine,
  request: BuildRequest,
  signal?: AbortSignal,
  credentialsOf: CredentialsOf = () => Promise.resolve(undefined),
): AsyncGenerator<BuildEvent> {
  request.tags.forEach(parseReference);
  const context = await openContext(request.contextDir, request.dockerfile);
  await callEngine(engine, signal, requireBuildKit);
  const stop = new AbortController();
  const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const id = randomUUID();
  const session = await callEngine(engine, undefined, (docker) =>
    openSession(docker, request.contextDir, context, credentialsOf, request.secrets),
  );
  let finished = false;
  try {
    const stream = await callEngine(engine, both, (docker) => startBuild(docker, request, context, session, id, both));
    const imageId = yield* progress(engine, stream, request, context, session, both);
    finished = true;
    yield await callEngine(engine, signal, (docker) => result(docker, imageId));
  } finally {
    if (!finished) await cancelBuild(engine, id, stop);
    session.close();
  }
}

/** BuildKit came with API 1.39; Windows containers and engines that only imitate Docker's API lack it. */
async function requireBuildKit(docker: Docker): Promise<void> {
  const { ApiVersion: api, Os: os, Components: components } = await docker.version();
  const [major = 0, minor = 0] = api.split('.').map(Number);
  const imitation = (components as typeof components | undefined)?.find(({ Name: name }) => /podman/i.test(name))?.Name;
  if (os !== 'windows' && imitation === undefined && (major > 1 || minor >= 39)) return;
  throw new Problem({
    kind: 'no-engine',
    what: ['This engine cannot build with BuildKit'],
    why: ['It is {0} with API {1}', imitation ?? os, api],
    next: ['Use Docker Engine 20.10 or newer for Linux containers'],
  });
}

async function startBuild(
  docker: Docker,
  request: BuildRequest,
  context: BuildContext,
  session: BuildSession,
  id: string,
  signal: AbortSignal,
): Promise<EngineStream> {
  const options = {
    // The number, not the text '2': for the text the library would open a session of its own.
    version: 2,
    session: session.id,
    // The engine asks for the files over the session; nothing is sent with the request.
    remote: 'client-session',
    buildid: id,
    dockerfile: context.dockerfile,
    t: request.tags,
    networkmode: request.network ?? 'default',
    ...(request.target !== undefined && { target: request.target }),
    ...(request.platform !== undefined && { platform: request.platform }),
    ...(request.noCache === true && { nocache: true }),
    ...(request.buildArgs && { buildargs: request.buildArgs }),
    ...(request.labels && { labels: request.labels }),
    abortSignal: signal,
  };
  const stream = await docker.buildImage(Readable.from([]), options as unknown as Docker.ImageBuildOptions);
  return stream as unknown as EngineStream;
}

/** An answer of the engine that goes on for as long as the build does. */
type EngineStream = AsyncIterable<Uint8Array> & { destroy(error: Error): unknown };

interface Line {
  readonly id?: string;
  readonly aux?: string | { readonly ID?: string };
  readonly stream?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

/** Passes the progress on and returns the image's id. */
async function* progress(
  engine: Engine,
  stream: EngineStream,
  request: BuildRequest,
  context: BuildContext,
  session: BuildSession,
  signal: AbortSignal,
): AsyncGenerator<BuildEvent, string> {
  const mask = maskSecrets(request.buildArgs ?? {});
  const steps = trackSteps();
  const abort = (): void => void stream.destroy(cancelled());
  signal.addEventListener('abort', abort, { once: true });
  let imageId = '';
  let told = false;
  try {
    for await (const value of jsonLines(stream)) {
      const line = value as Line;
      if (!told && session.sent.complete) {
        told = true;
        yield { kind: 'context', files: session.sent.files, bytes: session.sent.bytes };
      }
      if (line.id === 'moby.buildkit.trace' && typeof line.aux === 'string') {
        for (const event of steps.read(decodeStatus(line.aux))) yield masked(event, mask);
      } else if (line.error !== undefined) {
        for (const event of steps.rest()) yield masked(event, mask);
        const message = mask(line.errorDetail?.message ?? line.error);
        if (isCause(session.failure(), message)) throw session.failure();
        throw buildFailed(message, steps.failed(), request.dockerfile, context.dockerfileText, mask);
      } else if (typeof line.aux === 'object' && line.aux.ID !== undefined) imageId = line.aux.ID;
    }
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw engineProblem(error, engine.endpoint, signal);
  } finally {
    signal.removeEventListener('abort', abort);
  }
  if (signal.aborted) throw cancelled();
  for (const event of steps.rest()) yield masked(event, mask);
  // A Dockerfile that copies nothing asks for no context.
  if (!told) yield { kind: 'context', files: session.sent.files, bytes: session.sent.bytes };
  if (imageId !== '') return imageId;
  throw new Problem({
    kind: 'build-failed',
    what: ['The build ended without an image'],
    why: ['The connection to the engine broke'],
    next: ['Look whether the engine still runs, then build again'],
  });
}

/** Credentials that could not be read matter only where the registry refused. */
function isCause(failure: unknown, message: string): boolean {
  if (!(failure instanceof Problem)) return false;
  return failure.details.kind !== 'credentials' || /authoriz|denied|forbidden|\b40[13]\b/i.test(message);
}

function masked(event: BuildEvent, mask: (text: string) => string): BuildEvent {
  if (event.kind === 'log' || event.kind === 'warning') return { ...event, text: mask(event.text) };
  if (event.kind !== 'step') return event;
  return { ...event, name: mask(event.name), ...(event.error !== undefined && { error: mask(event.error) }) };
}

async function result(docker: Docker, imageId: string): Promise<BuildEvent> {
  const { Id: id, Size: bytes, RootFS: files } = await docker.getImage(imageId).inspect();
  return { kind: 'done', imageId: id, bytes, layers: files.Layers?.length ?? 0 };
}

/** Tells the engine by the build's id; ending the connections alone leaves it to the engine when to notice. */
async function cancelBuild(engine: Engine, id: string, stop: AbortController): Promise<void> {
  const docker = await engine.client();
  const request = {
    method: 'POST',
    path: `/build/cancel?id=${encodeURIComponent(id)}`,
    statusCodes: { 200: true, 204: true, 404: true },
    abortSignal: AbortSignal.timeout(10_000),
  };
  const modem = docker.modem as { dial(request: object, callback: (error: unknown) => void): void };
  const error = await new Promise<unknown>((resolve) => {
    modem.dial(request, resolve);
  });
  // An engine that is gone needs no cancelling; anything else ends with the connection.
  if (error) stop.abort(new Error(engineMessage(error)));
  else stop.abort();
}
