import { Problem } from '../words/problem.ts';
import { callEngine, type Engine } from './connect.ts';
import type { Credentials } from './credentials.ts';
import { parseReference, type Reference } from './reference.ts';
import { registryLogin } from './push.ts';

export interface ImageDigest {
  readonly digest: string;
  /** `engine`: the registry could not be asked, and this is what was pulled last. */
  readonly from: 'registry' | 'engine';
}

/**
 * The digest that a registry knows a tag by (for an image of several platforms that of the index). The engine asks the
 * registry, as a pull would; where that fails, what the engine has pulled counts. Throws a Problem where neither is there.
 */
export async function imageDigest(
  engine: Engine,
  name: string,
  credentials?: Credentials,
  signal?: AbortSignal,
): Promise<ImageDigest> {
  const reference = parseReference(name);
  try {
    const authconfig = registryLogin(reference.registry, credentials);
    const { Descriptor: descriptor } = await callEngine(engine, signal, (docker) =>
      docker.getImage(name).distribution({ authconfig }),
    );
    return { digest: descriptor.digest, from: 'registry' };
  } catch (error) {
    if (error instanceof Problem && ['cancelled', 'no-engine'].includes(error.details.kind)) throw error;
    const digest = await pulledDigest(engine, name, reference, signal);
    if (digest !== undefined) return { digest, from: 'engine' };
    throw unknownDigest(name, reference, credentials, error);
  }
}

/** An image that was only built here has no digest. */
async function pulledDigest(
  engine: Engine,
  name: string,
  { registry, repository }: Reference,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    const { RepoDigests: digests } = await callEngine(engine, signal, (docker) => docker.getImage(name).inspect());
    const pulled = (digests as readonly string[] | null) ?? [];
    return pulled
      .map((one) => parseReference(one))
      .find((one) => one.registry === registry && one.repository === repository)?.digest;
  } catch (error) {
    if (error instanceof Problem && error.details.kind === 'not-found') return undefined;
    throw error;
  }
}

function unknownDigest(
  name: string,
  { registry }: Reference,
  credentials: Credentials | undefined,
  cause: unknown,
): Problem {
  const message = cause instanceof Problem ? String(cause.details.what[1] ?? cause.message) : String(cause);
  const what = ['The digest of `{0}` could not be found out', name] as const;
  if (/unauthorized|no basic auth|authentication required|denied|forbidden/i.test(message)) {
    return new Problem({
      kind: 'credentials',
      what,
      why: credentials ? ['`{0}` refused the stored credentials', registry] : ['No credentials for it are stored'],
      next: ['Log in with `docker login {0}`', registry],
      cause,
    });
  }
  if (/manifest unknown|not found|name unknown/i.test(message)) {
    return new Problem({ kind: 'not-found', what, why: ['`{0}` has no such image', registry], cause });
  }
  return new Problem({
    kind: 'unreachable',
    what,
    why: ['The engine said of `{0}`: {1}', registry, message],
    next: ['Check the name and the network of the engine'],
    cause,
  });
}
