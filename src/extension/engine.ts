import { homedir } from 'node:os';
import type { Engine } from '../docker/connect.ts';
import type { Credentials } from '../docker/credentials.ts';

/** The engine that the docker command would use; nothing is connected before the first call. */
export async function openEngine(): Promise<Engine> {
  const [{ resolveEndpoint }, { connect }] = await Promise.all([
    import('../docker/endpoint.ts'),
    import('../docker/connect.ts'),
  ]);
  return connect(await resolveEndpoint(process.env, homedir()));
}

/** What `docker login` stored for a registry. */
export async function storedCredentials(registry: string, signal?: AbortSignal): Promise<Credentials | undefined> {
  const { credentialsFor } = await import('../docker/credentials.ts');
  return credentialsFor(registry, process.env, homedir(), signal);
}
