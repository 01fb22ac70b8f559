import { readFile } from 'node:fs/promises';
import type { Agent } from 'node:http';
import type Docker from 'dockerode';
import { engineProblem } from './engine-problem.ts';
import { sshAgent } from './ssh-agent.ts';
import type { EngineEndpoint, EngineInfo } from './types.ts';

/** A way to an engine. Nothing is loaded or opened before the first call that needs it. */
export interface Engine {
  readonly endpoint: EngineEndpoint;
  /** The library's client: for the files of this folder only. */
  readonly client: () => Promise<Docker>;
}

export function connect(endpoint: EngineEndpoint): Engine {
  let client: Promise<Docker> | undefined;
  return { endpoint, client: () => (client ??= createClient(endpoint)) };
}

/** Version and platform of the engine; the cheapest way to learn whether one answers. */
export async function engineInfo(engine: Engine, signal?: AbortSignal): Promise<EngineInfo> {
  const answer = await callEngine(engine, signal, (docker) => docker.version());
  const { Version: version, ApiVersion: apiVersion, Os: os, Arch: architecture } = answer;
  return {
    version,
    apiVersion,
    os,
    architecture,
    summary: ['Engine {0} ({1}/{2}) at {3}', version, os, architecture, engine.endpoint.host],
  };
}

/** Runs one call of the library; whatever it throws becomes a Problem, an aborted signal the Problem `cancelled`. */
export async function callEngine<Result>(
  engine: Engine,
  signal: AbortSignal | undefined,
  call: (docker: Docker) => Promise<Result>,
): Promise<Result> {
  try {
    signal?.throwIfAborted();
    return await abortable(call(await engine.client()), signal);
  } catch (error) {
    throw engineProblem(error, engine.endpoint, signal);
  }
}

/** Not every call of the library takes a signal: this one stops waiting at once, whatever the call does. */
async function abortable<Result>(result: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return result;
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function createClient(endpoint: EngineEndpoint): Promise<Docker> {
  const { default: Dockerode } = await import('dockerode');
  // The library reads DOCKER_HOST and its kin itself where an option is absent; `undefined` keeps it from doing so.
  const options = { ...NOTHING_FROM_THE_ENVIRONMENT, ...(await connectionOptions(endpoint)) };
  return new Dockerode(options as Docker.DockerOptions);
}

const NOTHING_FROM_THE_ENVIRONMENT = {
  socketPath: undefined,
  host: undefined,
  port: undefined,
  protocol: 'http',
  username: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  pathPrefix: '/',
  timeout: undefined,
};

async function connectionOptions({ host, tls }: EngineEndpoint): Promise<Record<string, unknown>> {
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  if (host.startsWith('npipe://')) return { socketPath: host.slice('npipe://'.length) };
  const url = new URL(host);
  if (url.protocol === 'ssh:') return { host: 'docker', port: 80, agent: sshAgent(url) };
  const address = { host: url.hostname, port: url.port, pathPrefix: url.pathname || '/' };
  if (tls === undefined) return { ...address, protocol: url.protocol === 'https:' ? 'https' : 'http' };
  return { ...address, protocol: 'https', ...(await tlsOptions(tls)) };
}

async function tlsOptions(tls: NonNullable<EngineEndpoint['tls']>): Promise<Record<string, unknown>> {
  const [ca, cert, key] = await Promise.all(
    [tls.ca, tls.cert, tls.key].map(async (path) => (path === undefined ? undefined : readFile(path))),
  );
  return { ca, cert, key, ...(tls.skipVerify === true && { agent: await unverifyingAgent({ ca, cert, key }) }) };
}

async function unverifyingAgent(certificates: object): Promise<Agent> {
  const { Agent } = await import('node:https');
  // The user's own choice (`docker context create --docker skip-tls-verify=true`, or DOCKER_TLS without DOCKER_TLS_VERIFY).
  return new Agent({ ...certificates, rejectUnauthorized: false });
}
