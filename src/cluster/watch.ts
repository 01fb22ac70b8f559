import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { connectionProblem, responseProblem, unreadableAnswer } from './errors.ts';
import { pathOf } from './kinds.ts';
import { listWithVersion, slim } from './objects.ts';
import { lines } from './request.ts';
import type { Kind, KubeObject, WatchEvent } from './types.ts';

/** The server ends a watch after this time. */
const WATCH_SECONDS = 240;
/** Bookmarks come every minute: a connection that is silent for longer may hang, and is taken up anew. */
const SILENCE = 75_000;
/** The answer to a watch begins at once, long before there is anything to tell. */
const ANSWER = 15_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A watch that lasted this long counts as having worked: the next pause is a short one again. */
const STEADY = 10_000;
/** A server that starts refuses everybody until it has read its roles: a refusal after success is believed only after this. */
const DISBELIEF = 30_000;

/**
 * Lists and watches a collection until `signal` aborts: a lost connection is taken up again with growing pauses, an expired
 * version is listed anew, so `snapshot` and what follows are always the whole truth. Ends with a Problem only where waiting
 * does not help: forbidden, refused credentials, or a kind that the cluster does not know.
 */
export async function* watch(
  cluster: Cluster,
  kind: Kind,
  namespace: string | null,
  signal: AbortSignal,
  patience: Patience = { silence: SILENCE, answer: ANSWER },
): AsyncGenerator<WatchEvent> {
  let failures = 0;
  let version: string | undefined;
  let refused: { readonly since: number } | null | undefined;
  while (!signal.aborted) {
    let began = Date.now();
    try {
      if (version === undefined) {
        const listed = await listWithVersion(cluster, kind, namespace, { signal });
        version = listed.resourceVersion;
        refused = null;
        yield { type: 'snapshot', objects: listed.objects };
        yield { type: 'connected' };
        began = Date.now();
      }
      for await (const event of watchOnce(cluster, kind, namespace, version, signal, patience)) {
        if (event.type === 'expired') {
          version = undefined;
          break;
        }
        version = event.object.metadata.resourceVersion ?? version;
        if (event.type !== 'bookmark') yield { type: event.type, object: event.object };
      }
      if (isAborted(signal)) return;
      // A server or proxy that ends every watch at once must not be asked without a pause.
      failures = Date.now() - began > STEADY ? 0 : failures + 1;
      if (failures > 1) await rest(pauseAfter(failures - 1), signal);
    } catch (error) {
      if (isAborted(signal)) return;
      const problem = error instanceof Problem ? error : connectionProblem(cluster, error, signal);
      if (['forbidden', 'credentials', 'not-found'].includes(problem.details.kind)) {
        if (refused === undefined) throw problem;
        refused ??= { since: Date.now() };
        if (Date.now() - refused.since > DISBELIEF) throw problem;
      }
      // What happened meanwhile is not known: list again.
      version = undefined;
      failures = Date.now() - began > STEADY ? 1 : failures + 1;
      const pause = pauseAfter(failures);
      yield { type: 'disconnected', reason: problem.message, retryInMilliseconds: pause };
      await rest(pause, signal);
    }
  }
}

/** In milliseconds. */
export interface Patience {
  /** The longest silence of a watch. */
  readonly silence: number;
  /** The longest time until its answer begins; shorter than `silence`. */
  readonly answer: number;
}

/** Twice as long each time, and not the same for all that lost the same server. */
function pauseAfter(failures: number): number {
  return Math.round(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)) * (0.75 + Math.random() / 4));
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}

type RawEvent =
  { readonly type: 'changed' | 'deleted' | 'bookmark'; readonly object: KubeObject } | { readonly type: 'expired' };

async function* watchOnce(
  cluster: Cluster,
  kind: Kind,
  namespace: string | null,
  resourceVersion: string,
  signal: AbortSignal,
  { silence, answer }: Patience,
): AsyncGenerator<RawEvent> {
  const silent = new AbortController();
  const alarm = setTimeout(() => {
    silent.abort();
  }, silence);
  const purpose = `watch ${kind.plural}`;
  const events = lines(cluster, {
    path: pathOf(kind, namespace),
    query: { watch: true, allowWatchBookmarks: true, timeoutSeconds: WATCH_SECONDS, resourceVersion },
    purpose,
    timeoutMilliseconds: answer,
    signal: AbortSignal.any([signal, silent.signal]),
  });
  try {
    for await (const line of events) {
      alarm.refresh();
      if (line.trim() === '') continue;
      const { type, object } = parse(cluster, line);
      if (type === 'ERROR') {
        if (object.code !== 410) {
          throw responseProblem(cluster, { path: '', purpose }, object.code ?? 0, JSON.stringify(object));
        }
        yield { type: 'expired' };
        return;
      }
      const known = { ...object, apiVersion: kind.apiVersion, kind: kind.kind };
      if (type === 'BOOKMARK') yield { type: 'bookmark', object: known };
      else yield { type: type === 'DELETED' ? 'deleted' : 'changed', object: slim(known) };
    }
  } catch (error) {
    // Silence may mean that there was nothing to tell: whether the server is there shows when it is asked again.
    if (!silent.signal.aborted || signal.aborted) throw error;
  } finally {
    clearTimeout(alarm);
  }
}

/** A connection that breaks may leave half a line. */
function parse(cluster: Cluster, line: string): { type: string; object: KubeObject & { code?: number } } {
  try {
    return JSON.parse(line) as { type: string; object: KubeObject & { code?: number } };
  } catch {
    throw unreadableAnswer(cluster);
  }
}

/** Read through a function: the compiler would take the loop condition's answer for granted. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
