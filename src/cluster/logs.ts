import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { type ContainerRun, readRun, type RunLogOptions, runsOf } from './container-log.ts';
import type { Reference } from './objects.ts';
import { createQueue } from './queue.ts';
import type { LogLine } from './types.ts';
import { podsOf } from './workload-pods.ts';

export interface LogRequest {
  /** A pod, or a workload whose pods are all read. */
  readonly of: Reference;
  readonly container?: string;
  readonly follow?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  /** The log of the container's former run. */
  readonly previous?: boolean;
}

const LOOK_EVERY = 1000;

/**
 * Log lines of all containers in question, as they come. With `follow` it goes on until the signal aborts: new pods and
 * restarted containers join, and a connection that broke is taken up where it ended.
 */
export async function* logs(cluster: Cluster, request: LogRequest, signal: AbortSignal): AsyncGenerator<LogLine> {
  const queue = createQueue<LogLine>();
  // Also ends what is open when the caller just stops reading.
  const closing = new AbortController();
  const end = AbortSignal.any([signal, closing.signal]);
  const onAbort = () => {
    queue.end();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const known = new Map<string, Reading>();

  const readers: Promise<void>[] = [];

  /** Starts to read every run that is not being read. */
  async function look(isLate: boolean): Promise<void> {
    for (const pod of await podsOf(cluster, request.of, end)) {
      for (const run of runsOf(pod, request)) {
        const before = known.get(run.id);
        if (before && before.state !== 'broken') continue;
        const reading: Reading = { state: 'open', lastTime: before?.lastTime ?? null };
        known.set(run.id, reading);
        // What starts while we follow is read from its beginning.
        const reader = read(run, reading, isLate && !before ? { previous: request.previous } : request);
        if (!request.follow) readers.push(reader);
      }
    }
  }

  async function read(run: ContainerRun, reading: Reading, options: RunLogOptions): Promise<void> {
    const query = { ...options, follow: request.follow, after: reading.lastTime };
    try {
      for await (const { time, text } of readRun(cluster, run, query, end)) {
        reading.lastTime = time ?? reading.lastTime;
        await queue.push({ pod: run.pod, container: run.container, text });
      }
      // The stream of a container that ran may have ended with the server's: the next look tells.
      reading.state = run.isOver ? 'over' : 'broken';
    } catch (error) {
      reading.state = 'broken';
      if (!request.follow || !isPassing(error)) queue.fail(error);
    }
  }

  async function lookOn(): Promise<never> {
    for (;;) {
      await wait(LOOK_EVERY, undefined, { signal: end });
      try {
        await look(true);
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
    }
  }

  try {
    await look(false);
    if (known.size === 0 && !request.follow) throw nothingToRead(request);
    const work = request.follow ? lookOn() : Promise.all(readers);
    work.then(queue.end, (error: unknown) => {
      if (end.aborted) queue.end();
      else queue.fail(error);
    });
    yield* queue.items();
  } finally {
    signal.removeEventListener('abort', onAbort);
    closing.abort();
  }
}

interface Reading {
  state: 'open' | 'broken' | 'over';
  lastTime: string | null;
}

/** A cluster that is away comes back; a container that has not started, starts; a pod that is gone, is gone. */
function isPassing(error: unknown): boolean {
  const passing = ['unreachable', 'unexpected', 'apply-rejected', 'not-found'];
  return error instanceof Problem && passing.includes(error.details.kind);
}

function nothingToRead({ of, previous }: LogRequest): Problem {
  return new Problem({
    kind: 'not-found',
    what: previous ? ['No container of `{0}` has run before', of.name] : ['No container of `{0}` has started', of.name],
    next: ['Look at its events: Describe shows them'],
  });
}
