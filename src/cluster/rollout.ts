import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { get, type Reference } from './objects.ts';
import { lastWords } from './last-words.ts';
import { podSpecOf } from './pods.ts';
import { isDone, isObserved, progressOf, stuckBecause } from './rollout-progress.ts';
import { createTroubleFinder, type Trouble } from './rollout-trouble.ts';
import type { KubeObject, RolloutEvent } from './types.ts';

const LOOK_EVERY = 500;
/** States that do not mend themselves. */
const HOPELESS = /^(?:InvalidImageName|CreateContainerConfigError|ErrImageNeverPull)$/;
/** How long a trouble may last before it counts as the rollout's end. A node may have to be started for a pod. */
const PATIENCE = 20_000;
const LONG_PATIENCE = 120_000;
const SLOW = /^Unschedulable$/;
/** A probe may succeed at any time: the controller's own deadline decides. */
const ENDLESS = /^Unhealthy$/;
/** A container without a readiness probe counts as ready the moment it starts, even if it ends the next. */
const SETTLING = 2500;
/** A server that restarts does not end a rollout. */
const LONGEST_ABSENCE = 60_000;

/**
 * Follows a Deployment, StatefulSet or DaemonSet until its newest pods are available. Yields on every change; throws a
 * `rollout-failed` Problem that names the cause where it cannot succeed without a change.
 */
export async function* rollout(
  cluster: Cluster,
  reference: Reference,
  signal: AbortSignal,
): AsyncGenerator<RolloutEvent> {
  const findTroubles = createTroubleFinder(cluster, signal);
  const since = new Map<string, number>();
  let last = '';
  let awaySince: number | undefined;
  let doneSince: number | undefined;
  for (;;) {
    if (signal.aborted) throw new Problem({ kind: 'cancelled', what: ['Cancelled'] });
    try {
      const object = await get(cluster, reference, signal);
      if (!object) throw failed(reference, 'Deleted', '');
      const progress = progressOf(object);
      const now = JSON.stringify(progress);
      if (now !== last) yield progress;
      last = now;
      // Until then status and conditions are those of the version before.
      if (isObserved(object)) {
        doneSince = isDone(object, progress) ? (doneSince ?? Date.now()) : undefined;
        if (doneSince !== undefined && Date.now() - doneSince >= (isProbed(object) ? 0 : SETTLING)) {
          yield { kind: 'done', revision: progress.revision };
          return;
        }
        const troubles = await findTroubles(object);
        for (const trouble of troubles) {
          if (since.has(idOf(trouble))) continue;
          since.set(idOf(trouble), Date.now());
          yield trouble;
        }
        // What has passed starts anew when it comes back.
        for (const id of since.keys()) if (!troubles.some((trouble) => idOf(trouble) === id)) since.delete(id);
        await judge(cluster, reference, object, troubles, since, signal);
      }
      awaySince = undefined;
    } catch (error) {
      if (!(error instanceof Problem) || error.details.kind !== 'unreachable') throw error;
      awaySince ??= Date.now();
      if (Date.now() - awaySince > LONGEST_ABSENCE) throw error;
    }
    await wait(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

/** Throws where the rollout has come to nothing: by the controller's own word, or by a trouble that lasts. */
async function judge(
  cluster: Cluster,
  reference: Reference,
  object: KubeObject,
  troubles: readonly Trouble[],
  since: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<void> {
  const stuck = stuckBecause(object);
  const fatal = troubles.find(({ reason, isOld, ...trouble }) => {
    const lasted = Date.now() - (since.get(idOf({ reason, ...trouble })) ?? Date.now());
    if (HOPELESS.test(reason) && !isOld) return true;
    if (ENDLESS.test(reason)) return false;
    return lasted > (SLOW.test(reason) ? LONG_PATIENCE : PATIENCE);
  });
  const cause = fatal ?? (stuck ? troubles[0] : undefined);
  if (cause) {
    const words = cause.container ? await lastWords(cluster, reference.namespace, cause.container, signal) : '';
    throw failed(reference, cause.reason, [`${cause.object}: ${cause.message}`, words].filter(Boolean).join('; '));
  }
  if (stuck) throw failed(reference, stuck.reason, stuck.message);
}

function isProbed(object: KubeObject): boolean {
  return (podSpecOf(object)?.containers ?? []).every(({ readinessProbe }) => readinessProbe !== undefined);
}

function idOf({ object, reason }: Pick<Trouble, 'object' | 'reason'>): string {
  // The two alternate while an image cannot be pulled; so do a crash and the pause after it.
  const state = /^(?:ErrImagePull|ImagePullBackOff)$/.test(reason)
    ? 'pull'
    : /^(?:Error|OOMKilled|CrashLoopBackOff)$/.test(reason)
      ? 'crash'
      : reason;
  return `${object}/${state}`;
}

function failed(reference: Reference, reason: string, message: string): Problem {
  return new Problem({
    kind: 'rollout-failed',
    what: ['The rollout of `{0}` does not come to its end: {1}', reference.name, reason],
    ...(message === '' ? {} : { why: ['{0}', message] as const }),
    next: ['Look at the logs and events of the pod, mend the cause and deploy again'],
  });
}
