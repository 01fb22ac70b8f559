import type { Kind, WatchEvent } from '../../../cluster/types.ts';
import { type Change, type Collection, createCollection } from './collection.ts';
import { isInside } from './tree-node.ts';

/** What is watched; `namespace` is empty for all. */
export interface Watched {
  readonly context: string;
  readonly namespace: string;
  readonly kind: Kind;
}

export type OpenWatch = (watched: Watched, signal: AbortSignal) => AsyncIterable<WatchEvent>;

/** Watches shared by the nodes that show them: the first node starts one, the last to go stops it. */
export interface Watches {
  /** The collection that a node shows, once its first answer or its failure is there. */
  use(nodeId: string, watched: Watched): Promise<Collection>;
  /** The collection if it is being watched. */
  peek(watched: Watched): Collection | undefined;
  /** A node and everything below it is not shown any more. */
  release(nodeId: string): void;
  releaseAll(): void;
  /** How many watches run. */
  readonly count: number;
}

interface Entry {
  readonly collection: Collection;
  readonly users: Set<string>;
  readonly abort: AbortController;
  readonly answered: Promise<void>;
}

/** `changed` tells which nodes show something else now. */
export function createWatches(
  open: OpenWatch,
  explain: (error: unknown) => string,
  changed: (nodeIds: Iterable<string>, change: Change) => void,
): Watches {
  const entries = new Map<string, Entry>();

  function start(key: string, watched: Watched): Entry {
    const collection = createCollection();
    const users = new Set<string>();
    const abort = new AbortController();
    const answered = new Promise<void>((resolve) => void follow(resolve));
    const entry: Entry = { collection, users, abort, answered };
    entries.set(key, entry);
    return entry;

    async function follow(answer: () => void): Promise<void> {
      try {
        for await (const event of open(watched, abort.signal)) {
          const change = collection.apply(event);
          if (event.type !== 'connected') answer();
          changed(users, change);
        }
      } catch (error) {
        if (!abort.signal.aborted) changed(users, collection.fail(explain(error)));
      } finally {
        answer();
      }
    }
  }

  function releaseWhere(gone: (user: string) => boolean): void {
    for (const [key, { users, abort }] of entries) {
      for (const user of users) if (gone(user)) users.delete(user);
      if (users.size > 0) continue;
      abort.abort();
      entries.delete(key);
    }
  }

  return {
    async use(nodeId, watched) {
      const key = keyOf(watched);
      const present = entries.get(key);
      const entry =
        present?.collection.connection.state === 'failed' ? start(key, watched) : (present ?? start(key, watched));
      entry.users.add(nodeId);
      await entry.answered;
      return entry.collection;
    },
    peek: (watched) => entries.get(keyOf(watched))?.collection,
    release(nodeId) {
      releaseWhere((user) => isInside(user, nodeId));
    },
    releaseAll() {
      releaseWhere(() => true);
    },
    get count() {
      return entries.size;
    },
  };
}

function keyOf({ context, namespace, kind }: Watched): string {
  return JSON.stringify([context, namespace, kind.kind]);
}
