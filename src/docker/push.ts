import { Problem } from '../words/problem.ts';
import { callEngine, type Engine } from './connect.ts';
import type { Credentials } from './credentials.ts';
import { cancelled, engineProblem } from './engine-problem.ts';
import { jsonLines } from './json-lines.ts';
import { parseReference, type Reference } from './reference.ts';
import type { PushEvent } from './types.ts';

/**
 * Pushes an image of the engine; the last event is `done` with the digest that the registry knows it by.
 * Throws a Problem: `credentials` where the registry refuses them, `unreachable`, `not-found` (no such image), `push-refused`, `cancelled`.
 */
export async function* push(
  engine: Engine,
  name: string,
  credentials?: Credentials,
  signal?: AbortSignal,
): AsyncGenerator<PushEvent> {
  const reference = parseReference(name);
  const { tag } = reference;
  if (tag === undefined) {
    throw new Problem({
      kind: 'invalid-input',
      what: ['`{0}` has no tag to push', name],
      next: ['Push a tag instead'],
    });
  }
  const repository = name.replace(/@.*$/, '').replace(/:[\w.-]+$/, '');
  const stream = await callEngine(engine, signal, (docker) =>
    docker.getImage(repository).push({
      tag,
      authconfig: registryLogin(reference.registry, credentials),
      ...(signal && { abortSignal: signal }),
    }),
  ).catch((error: unknown) => {
    throw refusal(error, name, reference, credentials);
  });
  const abort = (): void => {
    // Ending the connection ends the push on the engine.
    (stream as NodeJS.ReadableStream & { destroy(error: Error): void }).destroy(cancelled());
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    yield* progress(stream as NodeJS.ReadableStream & AsyncIterable<Uint8Array>, name, reference, credentials);
  } catch (error) {
    throw engineProblem(error, engine.endpoint, signal);
  } finally {
    signal?.removeEventListener('abort', abort);
    (stream as NodeJS.ReadableStream & { destroy(): void }).destroy();
  }
}

interface Line {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly aux?: { readonly Digest?: string };
  readonly error?: string;
}

async function* progress(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  reference: Reference,
  credentials: Credentials | undefined,
): AsyncGenerator<PushEvent> {
  let digest: string | undefined;
  for await (const value of jsonLines(stream)) {
    const { id, status, progressDetail = {}, aux, error } = value as Line;
    if (error !== undefined) throw refusal(new Error(error), name, reference, credentials);
    digest ??= aux?.Digest;
    const { current, total } = progressDetail;
    if (id === undefined || status === undefined || id === reference.tag) continue;
    yield {
      kind: 'layer',
      id,
      state: status,
      ...(current !== undefined && { current }),
      ...(total !== undefined && { total }),
    };
  }
  if (digest !== undefined) yield { kind: 'done', digest, reference: name };
  else {
    throw new Problem({
      kind: 'push-refused',
      what: ['The push of `{0}` ended without a digest', name],
      why: ['The connection to the engine broke'],
      next: ['Push again'],
    });
  }
}

/** What the engine sends on to the registry; an empty login is sent, too, as some engines insist on the header. */
export function registryLogin(registry: string, credentials: Credentials | undefined): object {
  if (credentials === undefined) return {};
  const serveraddress = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  const { username, password, identityToken } = credentials;
  return identityToken === undefined
    ? { username, password, serveraddress }
    : { identitytoken: identityToken, serveraddress };
}

/** Registries have no common error codes in this stream: the engine's sentence decides. */
function refusal(error: unknown, name: string, { registry }: Reference, credentials: Credentials | undefined): unknown {
  if (error instanceof Problem && error.details.kind !== 'unexpected' && error.details.kind !== 'not-found')
    return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/unauthorized|no basic auth|authentication required|denied|forbidden|incorrect username/i.test(message)) {
    return new Problem({
      kind: 'credentials',
      what: ['`{0}` refused the push of `{1}`', registry, name],
      why:
        credentials === undefined
          ? ['No credentials for it are stored']
          : ['It does not let `{0}` push there', credentials.username || 'token'],
      next: ['Log in with `docker login {0}`, then push again', registry],
    });
  }
  if (/does not exist locally|no such image|does not exist/i.test(message)) {
    return new Problem({
      kind: 'not-found',
      what: ['The engine has no image `{0}`', name],
      next: ['Build it first'],
    });
  }
  if (
    /no such host|connection refused|i\/o timeout|server misbehaving|network is unreachable|no route to host/i.test(
      message,
    )
  ) {
    return new Problem({
      kind: 'unreachable',
      what: ['The engine cannot reach the registry `{0}`', registry],
      why: ['{0}', message],
      next: ['Check the name and the network of the engine'],
    });
  }
  if (/HTTP response to HTTPS client|x509|certificate/i.test(message)) {
    return new Problem({
      kind: 'unreachable',
      what: ['The engine does not trust the registry `{0}`', registry],
      why: ['{0}', message],
      next: ['Give the engine its certificate, or list it in `insecure-registries` of daemon.json'],
    });
  }
  return new Problem({
    kind: 'push-refused',
    what: ['`{0}` could not be pushed', name],
    why: ['{0}', message],
  });
}
