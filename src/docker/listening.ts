import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect as connectSocket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { cancelled } from './engine-problem.ts';

/** What an HTTP request to a published port found. */
export interface HttpAnswer {
  readonly status: number;
  readonly seconds: number;
}

/**
 * Asks until something answers, for `seconds` at most; undefined = nothing did. The engine's proxy accepts connections for
 * programs that do not listen and closes them at once, so that an answer is an HTTP response to GET `path`, or a connection
 * that stays open. Where the container is reached `behind` the proxy, connecting is enough, and comes first: what a request does,
 * nobody knows.
 */
export async function waitForAnswer(
  port: number,
  path: string,
  seconds: number,
  signal: AbortSignal | undefined,
  /** True = asking on is pointless (the container ended). */
  ended: () => Promise<boolean>,
  behind?: { readonly address: string; readonly port: number },
): Promise<HttpAnswer | 'connected' | undefined> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = 20; performance.now() < deadline; pause = Math.min(pause * 2, 500)) {
    if (behind && (await accepts(behind))) return 'connected';
    const answer = await askHttp(port, path);
    if (answer !== undefined) return answer;
    if (await staysOpen(port)) return 'connected';
    if (await ended()) return undefined;
    await wait(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    if (signal?.aborted === true) throw cancelled();
  }
  return undefined;
}

/** The status of GET `path`, over TLS of any certificate with `tls`; undefined where no HTTP comes back within 5 s. */
export function askHttp(port: number, path: string, tls = false): Promise<HttpAnswer | undefined> {
  const started = performance.now();
  const options = { host: '127.0.0.1', port, path, timeout: 5000, agent: false, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const call = tls ? requestHttps(options) : requestHttp(options);
    call.once('response', (response) => {
      response.destroy();
      resolve({ status: response.statusCode ?? 0, seconds: (performance.now() - started) / 1000 });
    });
    call.once('timeout', () => call.destroy());
    // Also what comes after the answer, when nobody listens any more.
    call.on('error', () => {
      resolve(undefined);
    });
    call.end();
  });
}

/** Waits until `holds` says yes, for `seconds` at most; what it said last. An aborted signal throws the Problem `cancelled`. */
export async function waitUntil(
  holds: () => Promise<boolean>,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
    if (await holds()) return true;
    if (performance.now() >= deadline) return false;
    await wait(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    if (signal?.aborted === true) throw cancelled();
  }
}

/** Whether the other side keeps a silent connection for a quarter of a second, or greets. */
function staysOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket(port, '127.0.0.1');
    const decide = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => socket.setTimeout(250));
    socket.once('timeout', decide(true)).once('data', decide(true));
    socket.once('end', decide(false)).once('error', decide(false));
  });
}

/** Whether a connection comes to be. */
function accepts({ address, port }: { readonly address: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host: address, port, timeout: 1000 });
    const decide = (connected: boolean) => () => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', decide(true)).once('timeout', decide(false)).once('error', decide(false));
  });
}
