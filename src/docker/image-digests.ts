import type { Engine } from './connect.ts';
import { imageDigest } from './image-digest.ts';
import { parseReference } from './reference.ts';
import type { CredentialsOf } from './session.ts';
import { Problem } from '../words/problem.ts';

export interface FoundDigests {
  readonly digests: Readonly<Record<string, string>>;
  /** Images whose digest could not be found out, with the reason. */
  readonly failures: readonly Problem[];
}

/** Digests of several images, by the names they were asked by. Throws a Problem only where no engine answers, or when cancelled. */
export async function imageDigests(
  engine: Engine,
  names: readonly string[],
  credentialsOf: CredentialsOf,
  signal?: AbortSignal,
): Promise<FoundDigests> {
  const digests: Record<string, string> = {};
  const failures: Problem[] = [];
  for (const name of names) {
    try {
      const credentials = await credentialsOf(parseReference(name).registry);
      digests[name] = (await imageDigest(engine, name, credentials, signal)).digest;
    } catch (error) {
      if (!(error instanceof Problem) || ['cancelled', 'no-engine'].includes(error.details.kind)) throw error;
      failures.push(error);
    }
  }
  return { digests, failures };
}
