import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { connectionProblem } from './errors.ts';
import { pathOf } from './kinds.ts';
import { listWithVersion, slim } from './objects.ts';
import { lines, open } from './request.ts';
import type { Kind, KubeObject, WatchEvent } from './types.ts';

/** The server ends a watch after this time; a connection that hangs longer is given up. */
const WATCH_SECONDS = 240;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * Lists and watches a collection until `signal` aborts: a lost connection is taken up again with growing pauses, an expired
 * version is listed anew, so `snapshot` and what follows are always the whole truth. Ends with a Problem only where waiting
 * does not help: forbidden or refused credentials.
 */
export async function* watch(
  cluster: Cluster,
  kind: Kind,
  namespace: string | null,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  let failures = 0;
  let version: string | undefined;
  while (!signal.aborted) {
    try {
      if (version === undefined) {
        const listed = await listWithVersion(cluster, kind, namespace, { signal });
        version = listed.resourceVersion;
        yield { type: 'snapshot', objects: listed.objects };
        yield { type: 'connected' };
        failures = 0;
      }
      for await (const event of watchOnce(cluster, kind, namespace, version, signal)) {
        if (failures > 0) {
          failures = 0;
          yield { type: 'connected' };
        }
        if (event.type === 'expired') {
          version = undefined;
          break;
        }
        version = event.object.metadata.resourceVersion ?? version;
        if (event.type !== 'bookmark') yield { type: event.type, object: event.object };
      }
    } catch (error) {
      if (isAborted(signal)) return;
      const problem = error instanceof Problem ? error : connectionProblem(cluster, error, signal);
      if (problem.details.kind === 'forbidden' || problem.details.kind === 'credentials') throw problem;
      // What happened meanwhile is not known: list again.
      version = undefined;
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures++) * (0.75 + Math.random() / 2);
      yield { type: 'disconnected', reason: problem.message, retryInMilliseconds: Math.round(pause) };
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}

type RawEvent =
  { readonly type: 'changed' | 'deleted' | 'bookmark'; readonly object: KubeObject } | { readonly type: 'expired' };

async function* watchOnce(
  cluster: Cluster,
  kind: Kind,
  namespace: string | null,
  resourceVersion: string,
  signal: AbortSignal,
): AsyncGenerator<RawEvent> {
  const hanging = AbortSignal.any([signal, AbortSignal.timeout((WATCH_SECONDS + 15) * 1000)]);
  const response = await open(cluster, {
    path: pathOf(kind, namespace),
    query: { watch: true, allowWatchBookmarks: true, timeoutSeconds: WATCH_SECONDS, resourceVersion },
    purpose: `watch ${kind.plural}`,
    signal: hanging,
  }).catch((error: unknown) => {
    if (error instanceof Problem && /\b410\b|too old|expired/i.test(error.message)) return undefined;
    throw error;
  });
  if (!response) {
    yield { type: 'expired' };
    return;
  }
  const onAbort = () => response.destroy();
  hanging.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const line of lines(response)) {
      if (line.trim() === '') continue;
      const { type, object } = JSON.parse(line) as { type: string; object: KubeObject & { code?: number } };
      if (type === 'ERROR') {
        if (object.code === 410) yield { type: 'expired' };
        else throw new Error(String((object as { message?: unknown }).message));
        return;
      }
      const known = { ...object, apiVersion: kind.apiVersion, kind: kind.kind };
      if (type === 'BOOKMARK') yield { type: 'bookmark', object: known };
      else yield { type: type === 'DELETED' ? 'deleted' : 'changed', object: slim(known) };
    }
  } finally {
    hanging.removeEventListener('abort', onAbort);
  }
}

/** Read through a function: the compiler would take the loop condition's answer for granted. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
