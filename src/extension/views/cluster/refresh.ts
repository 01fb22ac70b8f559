import type { Change } from './collection.ts';

/** The shortest time between two refreshes of the tree, in milliseconds. */
const SHORTEST = 100;

/** Collects what changed and hands it on in batches: the more objects a batch touches, the longer the next one waits. */
export interface Refresher {
  changed(nodeIds: Iterable<string>, change: Change, size: number): void;
  dispose(): void;
}

/** `flush` gets the ids of nodes whose children changed and, as `id/name`, of objects that only look different. */
export function createRefresher(
  flush: (nodeIds: readonly string[], objectNames: readonly ObjectChange[]) => void,
): Refresher {
  let nodes = new Set<string>();
  let objects = new Map<string, ObjectChange>();
  let timer: NodeJS.Timeout | undefined;
  let largest = 0;
  return {
    changed(nodeIds, change, size) {
      largest = Math.max(largest, size);
      for (const id of nodeIds) {
        if ('all' in change) nodes.add(id);
        else objects.set(`${id}\n${change.name}`, { parent: id, name: change.name });
      }
      timer ??= setTimeout(
        () => {
          const changedObjects = [...objects.values()].filter(({ parent }) => !nodes.has(parent));
          const changedNodes = [...nodes];
          nodes = new Set();
          objects = new Map();
          timer = undefined;
          largest = 0;
          flush(changedNodes, changedObjects);
        },
        Math.max(SHORTEST, largest / 20),
      );
    },
    dispose() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

export interface ObjectChange {
  readonly parent: string;
  readonly name: string;
}
