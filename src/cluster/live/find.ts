import type { LiveKind, LiveTarget } from '../../contract/live/live-cluster.ts';
import { Problem } from '../../words/problem.ts';
import type { Cluster } from '../connect.ts';
import { KINDS, pathOf } from '../kinds.ts';
import { slim } from '../objects.ts';
import { json } from '../request.ts';
import type { Kind, KubeObject } from '../types.ts';

const LIVE_KINDS: Readonly<Record<LiveKind, Kind>> = {
  Deployment: KINDS.Deployment,
  StatefulSet: KINDS.StatefulSet,
  DaemonSet: KINDS.DaemonSet,
  Job: KINDS.Job,
  CronJob: KINDS.CronJob,
  ConfigMap: KINDS.ConfigMap,
  Secret: KINDS.Secret,
  Service: KINDS.Service,
  Ingress: KINDS.Ingress,
  HTTPRoute: {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    plural: 'httproutes',
    namespaced: true,
  },
};

/** Questions that are on their way at once: a cluster of many users is asked politely. */
const AT_ONCE = 6;
/** Namespaces that one name is told of. */
const MOST_NAMESPACES = 20;

export interface Finder {
  /** The objects of targets of one kind and name; values of Secrets are masked. */
  readonly find: (targets: readonly LiveTarget[]) => Promise<readonly KubeObject[]>;
  /** Waits for its turn. */
  readonly turn: <Result>(ask: () => Promise<Result>) => Promise<Result>;
  /** What was looked for wholly, found or not. */
  readonly sought: () => readonly LiveTarget[];
}

export function createFinder(cluster: Cluster, chosen: string, signal: AbortSignal): Finder {
  const turn = createTurns();
  const sought: LiveTarget[] = [];
  /** Kinds that may not be listed over all namespaces. */
  const narrow = new Set<LiveKind>();

  return {
    turn,
    async find(targets) {
      const [first] = targets;
      if (!first) return [];
      const { kind, name } = first;
      const everywhere = narrow.has(kind) ? null : await turn(() => ask(kind, null, name));
      if (everywhere) {
        if (everywhere.length < MOST_NAMESPACES) sought.push({ kind, name, namespace: null });
        return everywhere;
      }
      narrow.add(kind);
      const namespaces = [...new Set(targets.map(({ namespace }) => namespace ?? chosen))];
      const found = await Promise.all(
        namespaces.map(async (namespace) => {
          const objects = await turn(() => ask(kind, namespace, name));
          if (objects) sought.push({ kind, name, namespace });
          return objects ?? [];
        }),
      );
      return found.flat();
    },
    sought: () => sought,
  };

  /** Null: it may not be asked, or the cluster does not know the kind. */
  async function ask(kind: LiveKind, namespace: string | null, name: string): Promise<KubeObject[] | null> {
    const { apiVersion, plural } = LIVE_KINDS[kind];
    try {
      const { items } = await json<{ readonly items: readonly KubeObject[] }>(cluster, {
        path: pathOf(LIVE_KINDS[kind], namespace),
        query: { fieldSelector: `metadata.name=${name}`, limit: MOST_NAMESPACES },
        purpose: `list ${plural}`,
        signal,
      });
      return items.map((item) => slim({ ...item, apiVersion, kind }));
    } catch (error) {
      if (error instanceof Problem && ['forbidden', 'not-found'].includes(error.details.kind)) return null;
      throw error;
    }
  }
}

function createTurns(): Finder['turn'] {
  let free = AT_ONCE;
  const waiting: (() => void)[] = [];
  return async (ask) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await ask();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
