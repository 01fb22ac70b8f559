import http from 'node:http';
import https from 'node:https';
import type { Cluster } from './connect.ts';
import { connectionProblem, responseProblem } from './errors.ts';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/api` or `/apis` on; segments are encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Until the response begins; 30 s unless told. */
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
  throw responseProblem(cluster, request, statusCode, await textOf(response));
}

/** The JSON answer to a request. */
export async function json<Answer>(cluster: Cluster, request: Request): Promise<Answer> {
  const response = await open(cluster, request);
  try {
    return JSON.parse(await textOf(response)) as Answer;
  } catch (cause) {
    throw connectionProblem(cluster, cause, request.signal);
  }
}

/** Lines of a streamed answer, without their ends. Ends the connection when the caller stops. */
export async function* lines(response: http.IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      const parts = (rest + String(chunk)).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    if (rest !== '') yield rest;
  } finally {
    response.destroy();
  }
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return text;
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
  try {
    request.signal?.throwIfAborted();
    // Runs exec credential plugins, reads token files and certificates, makes the agent (a proxy's, too).
    await cluster.config.applyToHTTPSOptions(options);
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
      sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    }, timeout);
    sent.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    sent.end(body);
  });
}
