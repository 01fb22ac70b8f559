import { createServer, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { Problem } from '../words/problem.ts';
import { type Channel, holdBack, writerTo } from './backpressure.ts';
import type { Cluster } from './connect.ts';
import { get, type Reference } from './objects.ts';
import { isReady, podSpecOf } from './pods.ts';
import type { KubeObject } from './types.ts';
import { podsOf } from './workload-pods.ts';

export interface Forward {
  /** On 127.0.0.1. */
  readonly localPort: number;
  readonly stop: () => Promise<void>;
}

export interface ForwardRequest {
  /** A pod, a Service, or a workload. */
  readonly of: Reference;
  /** Number or name: of the container, or of the Service where `of` is one. */
  readonly port: number | string;
  /** 0 or absent = any free one. */
  readonly localPort?: number;
}

/** Listens on 127.0.0.1 and carries every connection to a pod that is ready at that moment. */
export async function forward(cluster: Cluster, request: ForwardRequest, signal?: AbortSignal): Promise<Forward> {
  // Fails early, with a reason, where there is nothing to reach.
  await choosePod(cluster, request, signal);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    carry(cluster, request, socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const { code = '' } = cause as NodeJS.ErrnoException;
      const port = request.localPort ?? 0;
      reject(
        new Problem({
          kind: 'invalid-input',
          what: ['Port {0} cannot be listened on ({1})', port, code],
          next: ['Choose another local port'],
          cause,
        }),
      );
    });
    server.listen(request.localPort ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const stop = async () => {
    signal?.removeEventListener('abort', onAbort);
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const onAbort = () => void stop();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) await stop();
  return { localPort: typeof address === 'object' && address ? address.port : 0, stop };
}

/** Carries one connection; the socket is ended whenever the pod's side is. */
async function carry(cluster: Cluster, request: ForwardRequest, socket: Socket): Promise<void> {
  const { PortForward } = await import('@kubernetes/client-node');
  const { pod, port } = await choosePod(cluster, request);
  const config = await cluster.credentials.configuration();
  // The kubelet complains on this channel (nothing listens in the pod) and would leave the client waiting.
  const complaints = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (chunk.length > 0) socket.destroy();
      done();
    },
  });
  let channel: ClosingChannel | null = null;
  const output = writerTo(socket, () => channel);
  const connection: unknown = await new PortForward(config).portForward(
    pod.metadata.namespace ?? 'default',
    pod.metadata.name,
    [port],
    output,
    complaints,
    socket,
  );
  // The package's types of its WebSocket do not resolve; this is the part that is used.
  const opened = (
    typeof connection === 'function' ? (connection as () => unknown)() : connection
  ) as ClosingChannel | null;
  channel = opened;
  if (!opened) return;
  opened.onclose = () => socket.end();
  holdBack(socket, opened);
  const close = () => {
    // One that is not read would not see the other side's goodbye.
    opened.resume();
    opened.close();
  };
  // A client may be gone before there was a channel to close.
  if (socket.destroyed) close();
  else socket.once('close', close);
}

interface ClosingChannel extends Channel {
  onclose: (() => void) | null;
  readonly close: () => void;
}

async function choosePod(
  cluster: Cluster,
  request: ForwardRequest,
  signal?: AbortSignal,
): Promise<{ pod: KubeObject; port: number }> {
  const pods = await podsOf(cluster, request.of, signal);
  const pod = pods.find(isReady);
  if (!pod) {
    throw new Problem({
      kind: 'not-found',
      what: ['No pod of `{0}` is ready', request.of.name],
      next: ['Wait until it is, or look at its logs'],
    });
  }
  const port = await portIn(cluster, request, pod, signal);
  if (port !== undefined) return { pod, port };
  throw new Problem({ kind: 'not-found', what: ['`{0}` has no port `{1}`', request.of.name, request.port] });
}

/** The container's port number behind a name, or behind a Service's port. */
async function portIn(
  cluster: Cluster,
  { of, port }: ForwardRequest,
  pod: KubeObject,
  signal?: AbortSignal,
): Promise<number | undefined> {
  let wanted: number | string = port;
  if (of.kind.kind === 'Service') {
    const service = await get(cluster, of, signal);
    const ports =
      ((service?.['spec'] ?? {}) as { ports?: { name?: string; port: number; targetPort?: number | string }[] })
        .ports ?? [];
    const match = ports.find((one) => one.port === port || one.name === port);
    if (!match) return undefined;
    wanted = match.targetPort ?? match.port;
  }
  if (typeof wanted === 'number') return wanted;
  const named = (podSpecOf(pod)?.containers ?? []).flatMap(({ ports = [] }) => ports);
  return named.find(({ name }) => name === wanted)?.containerPort;
}
