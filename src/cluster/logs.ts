import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { KINDS, pathOf } from './kinds.ts';
import { get, list, type Reference } from './objects.ts';
import { podSpecOf, selectorOf, statusOf } from './pods.ts';
import { lines, open } from './request.ts';
import type { KubeObject, LogLine } from './types.ts';

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

/** Log lines of all containers in question, as they come; with `follow` new pods join until the signal aborts. */
export async function* logs(cluster: Cluster, request: LogRequest, signal: AbortSignal): AsyncGenerator<LogLine> {
  const queue = createQueue<LogLine>(signal);
  const reading = new Set<string>();
  let active = 0;

  const join = async (pods: readonly KubeObject[]) => {
    for (const pod of pods) {
      for (const container of containersToRead(pod, request)) {
        const id = `${pod.metadata.uid ?? pod.metadata.name}/${container}`;
        if (reading.has(id)) continue;
        reading.add(id);
        active++;
        void readContainer(cluster, pod, container, request, signal, queue.push)
          .catch((error: unknown) => {
            // Not started yet: the next look takes it up again.
            if (error instanceof Problem && error.details.kind === 'apply-rejected' && request.follow)
              reading.delete(id);
            else queue.fail(error);
          })
          .finally(() => {
            active--;
            if (active === 0 && !request.follow) queue.end();
          });
      }
    }
    await Promise.resolve();
  };

  await join(await podsOf(cluster, request.of, signal));
  if (active === 0 && !request.follow) return;
  if (request.follow) void lookForPods();
  yield* queue.items();

  async function lookForPods(): Promise<void> {
    for (;;) {
      const aborted = await wait(LOOK_EVERY, false, { signal }).catch(() => true);
      if (aborted) return;
      await podsOf(cluster, request.of, signal)
        .then(join)
        .catch((error: unknown) => {
          // A cluster that is away for a moment comes back; one that refuses does not.
          if (error instanceof Problem && error.details.kind !== 'unreachable') queue.fail(error);
        });
    }
  }
}

/** The pods of a workload, or the pod itself; empty where it is gone. */
export async function podsOf(cluster: Cluster, reference: Reference, signal?: AbortSignal): Promise<KubeObject[]> {
  const object = await get(cluster, reference, signal);
  if (!object) return [];
  if (object.kind === 'Pod') return [object];
  const labelSelector = selectorOf(object);
  if (labelSelector === null) return [];
  return list(cluster, KINDS.Pod, reference.namespace, { labelSelector, ...(signal ? { signal } : {}) });
}

function containersToRead(pod: KubeObject, { container }: LogRequest): string[] {
  const { containerStatuses = [] } = statusOf(pod);
  const names = (podSpecOf(pod)?.containers ?? []).map(({ name }) => name);
  const started = names.filter((name) => {
    const status = containerStatuses.find((one) => one.name === name);
    return status?.state?.waiting === undefined && status !== undefined;
  });
  return started.filter((name) => container === undefined || name === container);
}

async function readContainer(
  cluster: Cluster,
  pod: KubeObject,
  container: string,
  { follow, tailLines, sinceSeconds, previous }: LogRequest,
  signal: AbortSignal,
  push: (line: LogLine) => void,
): Promise<void> {
  const response = await open(cluster, {
    path: `${pathOf(KINDS.Pod, pod.metadata.namespace ?? null, pod.metadata.name)}/log`,
    query: { container, follow, tailLines, sinceSeconds, previous },
    accept: '*/*',
    purpose: 'read logs of pods',
    signal,
  });
  for await (const text of lines(response)) push({ pod: pod.metadata.name, container, text });
}

/** Joins several producers into one iterable that ends with the signal. */
function createQueue<Item>(signal: AbortSignal) {
  const waiting: Item[] = [];
  let failure: { error: unknown } | undefined;
  let ended = false;
  let wake: () => void = () => undefined;
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    push: (item: Item) => {
      waiting.push(item);
      wake();
    },
    fail: (error: unknown) => {
      failure ??= { error };
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async *items(): AsyncGenerator<Item> {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift() as Item;
        if (signal.aborted || ended) return;
        if (failure) throw failure.error;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
