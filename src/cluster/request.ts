import http from 'node:http';
import https from 'node:https';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { connectionProblem, responseProblem, unreadableAnswer } from './errors.ts';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/api` or `/apis` on; segments are encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Longest silence until the response begins, or until it is whole where it is read as one; 30 s unless told. */
  readonly timeoutMilliseconds?: number;
  /** What is asked for, for a refusal: `list deployments`. */
  readonly purpose?: string;
}

const TIMEOUT = 30_000;

/** Sends a request with the context's credentials; resolves when the response begins, throws a Problem for any status of 400 or more. */
export async function open(cluster: Cluster, request: Request): Promise<http.IncomingMessage> {
  const response = await send(cluster, request);
  const { statusCode = 0 } = response;
  if (statusCode < 400) return response;
  const body = await textOf(cluster, request, response);
  // A plugin's credentials may end before the time it told; then they are got once more.
  if (statusCode === 401 && cluster.credentials.renew()) {
    const again = await send(cluster, request);
    if ((again.statusCode ?? 0) < 400) return again;
    throw responseProblem(cluster, request, again.statusCode ?? 0, await textOf(cluster, request, again));
  }
  throw responseProblem(cluster, request, statusCode, body);
}

/** The JSON answer to a request. */
export async function json<Answer>(cluster: Cluster, request: Request): Promise<Answer> {
  const text = await textOf(cluster, request, await open(cluster, request));
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw unreadableAnswer(cluster);
  }
}

/** Lines of the streamed answer to a request, without their ends. Ends the connection when the caller stops. */
export async function* lines(cluster: Cluster, request: Request): AsyncGenerator<string> {
  const response = await open(cluster, request);
  // A line may come in many chunks; they are joined once.
  let parts: string[] = [];
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      const [first = '', ...others] = String(chunk).split('\n');
      parts.push(first);
      const last = others.pop();
      if (last === undefined) continue;
      yield parts.join('');
      yield* others;
      parts = [last];
    }
    const rest = parts.join('');
    if (rest !== '') yield rest;
  } catch (cause) {
    throw connectionProblem(cluster, cause, request.signal);
  } finally {
    response.destroy();
  }
}

async function textOf(cluster: Cluster, request: Request, response: http.IncomingMessage): Promise<string> {
  const parts: string[] = [];
  response.setTimeout(request.timeoutMilliseconds ?? TIMEOUT, () => response.destroy(silence()));
  try {
    for await (const chunk of response.setEncoding('utf8')) parts.push(String(chunk));
  } catch (cause) {
    throw connectionProblem(cluster, cause, request.signal);
  }
  return parts.join('');
}

function silence(): Error {
  return Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
}

async function send(cluster: Cluster, request: Request): Promise<http.IncomingMessage> {
  const url = new URL(cluster.server.replace(/\/$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const options: https.RequestOptions = {
    method: request.method ?? 'GET',
    ...(request.signal ? { signal: request.signal } : {}),
  };
  await authenticate(cluster, options, request.signal);
  try {
    request.signal?.throwIfAborted();
    options.headers = {
      accept: request.accept ?? 'application/json',
      'user-agent': 'gantry',
      ...(body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
      ...(options.headers as http.OutgoingHttpHeaders | undefined),
    };
    return await exchange(url, options, body, request.timeoutMilliseconds ?? TIMEOUT);
  } catch (cause) {
    throw connectionProblem(cluster, cause, request.signal);
  }
}

/** Adds credentials and the agent (a proxy's, too). What fails here is never passed on: it may quote a credential. */
async function authenticate(cluster: Cluster, options: https.RequestOptions, signal?: AbortSignal): Promise<void> {
  const config = await cluster.credentials.configuration(signal);
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    const { code, path = '' } = cause as NodeJS.ErrnoException;
    throw new Problem({
      kind: 'credentials',
      what: ['The credentials of user `{0}` could not be had', cluster.user],
      ...(code === 'ENOENT' || code === 'EACCES' ? { why: ['`{0}` cannot be read ({1})', path, code] as const } : {}),
      next: ['Run `kubectl get nodes` in a terminal: it shows what is wrong'],
    });
  }
}

function exchange(
  url: URL,
  options: https.RequestOptions,
  body: string | undefined,
  timeout: number,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'http:' ? http : https;
    const sent = client.request(url, options, (response) => {
      clearTimeout(late);
      // A stream that breaks after its start is read to that end by its reader; without a listener Node would throw.
      response.on('error', () => undefined);
      resolve(response);
    });
    const late = setTimeout(() => {
      sent.destroy(silence());
    }, timeout);
    // A watch is silent for long; this finds a peer that is gone (a machine that slept, a VPN that was left).
    sent.setSocketKeepAlive(true, 15_000);
    sent.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    sent.end(body);
  });
}
