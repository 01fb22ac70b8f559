import type { Cluster } from './connect.ts';
import { KINDS, pathOf } from './kinds.ts';
import { type ContainerStatus, podSpecOf, statusOf } from './pods.ts';
import { lines } from './request.ts';
import type { KubeObject } from './types.ts';

/** One life of a container: a restart is another run. */
export interface ContainerRun {
  readonly id: string;
  readonly namespace: string | null;
  readonly pod: string;
  readonly container: string;
  /** Nothing will be added to its log. */
  readonly isOver: boolean;
}

export interface RunLogOptions {
  readonly follow?: boolean | undefined;
  readonly tailLines?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  readonly previous?: boolean | undefined;
  /** Only lines later than this time of a line before. */
  readonly after?: string | null;
}

/**
 * The runs of a pod whose log the server has. Init containers belong to them while the pod is held up there, or when one
 * is asked for by name.
 */
export function runsOf(
  pod: KubeObject,
  { container, previous }: { readonly container?: string; readonly previous?: boolean },
): ContainerRun[] {
  const { containerStatuses = [], initContainerStatuses = [] } = statusOf(pod);
  const ofPod = (statuses: readonly ContainerStatus[]) =>
    statuses
      .filter(({ name }) => container === undefined || name === container)
      .map((status) => runOf(pod, status, previous === true))
      .filter((run) => run !== undefined);
  const runs = ofPod(containerStatuses);
  const isStarting = runs.length === 0 && (podSpecOf(pod)?.initContainers ?? []).length > 0;
  return isStarting ? ofPod(initContainerStatuses) : runs;
}

function runOf(pod: KubeObject, status: ContainerStatus, previous: boolean): ContainerRun | undefined {
  const { state, lastState, restartCount } = status;
  const now = state?.running ?? state?.terminated;
  // Between two runs (CrashLoopBackOff) the server has the log of the last one.
  const shown = previous ? lastState?.terminated : (now ?? lastState?.terminated);
  if (!shown) return undefined;
  const { containerID } = shown as { containerID?: string };
  const fallback = shown === now ? (status.containerID ?? restartCount) : restartCount - 1;
  return {
    id: `${pod.metadata.uid ?? pod.metadata.name}/${status.name}/${containerID ?? fallback}`,
    namespace: pod.metadata.namespace ?? null,
    pod: pod.metadata.name,
    container: status.name,
    isOver: shown !== state?.running,
  };
}

/** The lines of a run. With `follow` each has its time, so that a broken stream can be taken up again. */
export async function* readRun(
  cluster: Cluster,
  { namespace, pod, container }: ContainerRun,
  { follow, tailLines, sinceSeconds, previous, after = null }: RunLogOptions,
  signal: AbortSignal,
): AsyncGenerator<{ readonly time: string | null; readonly text: string }> {
  const part = after === null ? { tailLines, sinceSeconds } : { sinceTime: after };
  const log = lines(cluster, {
    path: `${pathOf(KINDS.Pod, namespace, pod)}/log`,
    query: { container, follow, previous, timestamps: follow, ...part },
    accept: '*/*',
    purpose: 'read logs of pods',
    signal,
  });
  for await (const line of log) {
    const { time, text } = follow ? timed(line) : { time: null, text: line };
    if (time === null || after === null || time > after) yield { time, text };
  }
}

/** Splits off the kubelet's time, which always has nine digits after the point, so that times compare as text. */
function timed(line: string): { time: string | null; text: string } {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}(?:Z|[+-]\d\d:\d\d)(?= |$)/.exec(line)?.[0];
  return time === undefined ? { time: null, text: line } : { time, text: line.slice(time.length + 1) };
}
