import { networkInterfaces } from 'node:os';
import type Docker from 'dockerode';
import { callEngine, type Engine } from './connect.ts';
import { engineProblem } from './engine-problem.ts';
import { layFiles } from './laid-files.ts';
import { type ContainerLog, logLines } from './log-frames.ts';
import { type OpenPort, openPorts } from './open-ports.ts';
import { type TarPath, tarPaths } from './tar-paths.ts';
import type { RunRequest } from './types.ts';

export interface ContainerState {
  readonly running: boolean;
  /** Meaningful once it does not run. */
  readonly exitCode: number;
  /** The kernel ended it for using too much memory. */
  readonly outOfMemory: boolean;
}

/** A container that was started; whoever started it removes it. */
export interface RunningContainer {
  readonly id: string;
  /** Container port (`8080/tcp`) → port on 127.0.0.1. */
  readonly ports: Readonly<Record<string, number>>;
  /** Of the container itself, where the engine's bridge is one of this machine and leads there. */
  readonly address?: string;
  /** What it wrote so far and, until it ends or the signal aborts, what it goes on to write. */
  readonly logs: (signal?: AbortSignal) => AsyncGenerator<ContainerLog>;
  /** What it wrote so far, oldest first, at most so many lines of it. */
  readonly recentLogs: (lines?: number) => Promise<readonly ContainerLog[]>;
  readonly state: () => Promise<ContainerState>;
  /** What it listens on; undefined where another machine runs it. */
  readonly openPorts: () => Promise<readonly OpenPort[] | undefined>;
  /** SIGTERM, after `graceSeconds` SIGKILL (exit code 137). `seconds` is how long it took to end. */
  readonly stop: (
    graceSeconds: number,
    signal?: AbortSignal,
  ) => Promise<{ readonly exitCode: number; readonly seconds: number }>;
  /** SIGQUIT, on which a program of Go writes what each goroutine does, and ends. */
  readonly quit: () => Promise<void>;
  /** Names of all files in it, the image's and what it wrote; contents are not kept. */
  readonly files: () => AsyncGenerator<TarPath>;
  /** Ends and removes it with its anonymous volumes. */
  readonly remove: () => Promise<void>;
}

/** Creates and starts a container; one that cannot be started is removed again. */
export async function runContainer(
  engine: Engine,
  request: RunRequest,
  signal?: AbortSignal,
): Promise<RunningContainer> {
  const { files = [], volumes = [] } = request;
  const folders = volumes.flatMap(({ path, owner }) => (owner === undefined ? [] : [{ path, owner }]));
  const isLaid = files.length > 0 || folders.length > 0;
  const laid = isLaid ? await layFiles(engine, request.image, files, folders, signal) : undefined;
  // Not abortable in between: a container that was created must be known, so that it can be removed.
  const container = await callEngine(engine, undefined, (docker) =>
    docker.createContainer(createOptions(laid ? { ...request, image: laid.image } : request)),
  ).catch(async (error: unknown) => {
    await laid?.remove();
    throw error;
  });
  const running = (ports: RunningContainer['ports'], address?: string): RunningContainer => ({
    id: container.id,
    ports,
    ...(address !== undefined && { address }),
    logs: (logsSignal) => follow(engine, container, logsSignal),
    recentLogs: (lines = 200) => recent(engine, container, lines),
    state: () => callEngine(engine, undefined, () => stateOf(container)),
    openPorts: async () => {
      if (!engine.endpoint.host.startsWith('unix://')) return undefined;
      const { State: state } = await callEngine(engine, undefined, () => container.inspect());
      return openPorts(state.Pid, container.id);
    },
    stop: (graceSeconds, stopSignal) => callEngine(engine, stopSignal, () => stop(container, graceSeconds)),
    quit: async () => {
      await callEngine(engine, undefined, () => container.kill({ signal: 'SIGQUIT' }));
    },
    files: () => exportPaths(engine, container),
    remove: async () => {
      try {
        await callEngine(engine, undefined, () => container.remove({ force: true, v: true }));
      } finally {
        await laid?.remove();
      }
    },
  });
  try {
    await callEngine(engine, signal, () => container.start());
    const { NetworkSettings: network } = await callEngine(engine, signal, () => container.inspect());
    return running(publishedPorts(network.Ports), addressFromHere(engine, Object.values(network.Networks)[0]));
  } catch (error) {
    await running({}).remove();
    throw error;
  }
}

/** Another machine, or a virtual one, has networks of the same numbers: only a gateway that is this machine's leads to the container. */
function addressFromHere(
  { endpoint }: Engine,
  joined: { readonly IPAddress: string; readonly Gateway: string } | undefined,
): string | undefined {
  if (!joined || joined.IPAddress === '' || !endpoint.host.startsWith('unix://')) return undefined;
  const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  return own.includes(joined.Gateway) ? joined.IPAddress : undefined;
}

function createOptions(request: RunRequest): Docker.ContainerCreateOptions {
  const {
    name,
    entrypoint,
    args,
    env = {},
    ports = {},
    tmpfs = [],
    tmpfsUser,
    user,
    memoryBytes,
    network,
    volumes = [],
  } = request;
  const owner = tmpfsUser === undefined ? '' : `,uid=${tmpfsUser},gid=${tmpfsUser}`;
  const published = Object.entries(ports).map(([port, host]) => [withProtocol(port), host] as const);
  return {
    Image: request.image,
    ...(entrypoint !== undefined && { Entrypoint: [...entrypoint] }),
    ...(args !== undefined && { Cmd: [...args] }),
    ...(name !== undefined && { name }),
    ...(user !== undefined && { User: user }),
    Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    ExposedPorts: Object.fromEntries(published.map(([port]) => [port, {}])),
    HostConfig: {
      PortBindings: Object.fromEntries(
        published.map(([port, host]) => [port, [{ HostIp: '127.0.0.1', HostPort: host === 0 ? '' : String(host) }]]),
      ),
      ReadonlyRootfs: request.readOnly === true,
      ...(request.dropAllCapabilities === true && { CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] }),
      // Like an emptyDir in Kubernetes: anyone may write, nothing may be executed.
      Tmpfs: Object.fromEntries(tmpfs.map((path) => [path, `rw,noexec,nosuid,mode=1777${owner}`])),
      // What the image has there is copied to a new volume only for its owner's sake.
      Binds: volumes.map(({ name: volume, path, owner }) => `${volume}:${path}${owner === undefined ? ':nocopy' : ''}`),
      ...(memoryBytes !== undefined && { Memory: memoryBytes }),
      ...(network !== undefined && { NetworkMode: network }),
    },
  };
}

function withProtocol(port: string): string {
  return port.includes('/') ? port : `${port}/tcp`;
}

function publishedPorts(
  ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(ports).flatMap(([port, bindings]) => (bindings?.[0] ? [[port, Number(bindings[0].HostPort)]] : [])),
  );
}

async function* follow(
  engine: Engine,
  container: Docker.Container,
  signal?: AbortSignal,
): AsyncGenerator<ContainerLog> {
  const stream = (await callEngine(engine, signal, () =>
    container.logs({ follow: true, stdout: true, stderr: true }),
  )) as NodeJS.ReadableStream & { destroy(): void };
  const end = (): void => {
    stream.destroy();
  };
  signal?.addEventListener('abort', end, { once: true });
  try {
    yield* logLines(stream as AsyncIterable<Buffer>);
  } catch (error) {
    // Whoever aborts the log has read enough: that is its end, not a failure.
    if (signal?.aborted !== true) throw engineProblem(error, engine.endpoint);
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
}

async function recent(engine: Engine, container: Docker.Container, tail: number): Promise<readonly ContainerLog[]> {
  const written = await callEngine(engine, undefined, () =>
    container.logs({ follow: false, stdout: true, stderr: true, tail }),
  );
  const lines: ContainerLog[] = [];
  for await (const line of logLines(one(written))) lines.push(line);
  return lines;
}

// eslint-disable-next-line @typescript-eslint/require-await -- what reads it wants an async iterable
async function* one(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece;
}

async function stateOf(container: Docker.Container): Promise<ContainerState> {
  const { State: state } = await container.inspect();
  return { running: state.Running, exitCode: state.ExitCode, outOfMemory: state.OOMKilled };
}

async function stop(container: Docker.Container, graceSeconds: number): Promise<{ exitCode: number; seconds: number }> {
  const started = performance.now();
  await container
    .stop({ t: graceSeconds, abortSignal: AbortSignal.timeout((graceSeconds + 30) * 1000) })
    .catch((error: unknown) => {
      // 304: it had ended before.
      if ((error as { statusCode?: number }).statusCode !== 304) throw error;
    });
  const seconds = (performance.now() - started) / 1000;
  return { exitCode: (await stateOf(container)).exitCode, seconds };
}

async function* exportPaths(engine: Engine, container: Docker.Container): AsyncGenerator<TarPath> {
  const stream = (await callEngine(engine, undefined, () => container.export())) as NodeJS.ReadableStream & {
    destroy(): void;
  };
  try {
    yield* tarPaths(stream as AsyncIterable<Buffer>);
  } catch (error) {
    throw engineProblem(error, engine.endpoint);
  } finally {
    stream.destroy();
  }
}
