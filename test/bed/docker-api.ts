import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface DockerRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: Readable | Buffer | object;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Calls an engine's HTTP API and gives back the whole answer. The bed does not use the docker command line: the one on
 * the PATH may be missing, or of another age than the engine.
 */
export async function dockerApi(dockerHost: string, path: string, options: DockerRequest = {}): Promise<string> {
  const response = await dockerStream(dockerHost, path, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  // A build or a load that fails half-way has said 200 long before: the error is the last line.
  const failure = /^\{"(?:errorDetail|error)":.*$/m.exec(text);
  if (failure) throw new Error(`${path}: ${failure[0]}`);
  return text;
}

/** The same, as a stream: for answers too long to keep, such as a saved image. */
export async function dockerStream(
  dockerHost: string,
  path: string,
  { method = 'GET', body, signal, headers = {} }: DockerRequest = {},
): Promise<IncomingMessage> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const type = body instanceof Readable || Buffer.isBuffer(body) ? 'application/x-tar' : 'application/json';
    const call = request(
      { ...address(dockerHost), method, path, signal, headers: { 'Content-Type': type, ...headers } },
      resolve,
    );
    call.on('error', reject);
    // An engine may answer (with an error) before it has read all; then the answer says more than the broken pipe.
    if (body instanceof Readable) void pipeline(body, call).catch(() => undefined);
    else call.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  if ((response.statusCode ?? 500) < 400) return response;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  throw new Error(`${method} ${path}: ${response.statusCode} ${Buffer.concat(chunks).toString().trim()}`);
}

function address(dockerHost: string): { socketPath: string } | { host: string; port: string } {
  if (dockerHost.startsWith('unix://')) return { socketPath: dockerHost.slice('unix://'.length) };
  const url = new URL(dockerHost.replace(/^tcp:/, 'http:'));
  return { host: url.hostname, port: url.port || '2375' };
}
