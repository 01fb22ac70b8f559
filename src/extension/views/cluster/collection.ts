import type { KubeObject, WatchEvent } from '../../../cluster/types.ts';

/** A watched set of objects as the view shows it. */
export interface Collection {
  /** By name; complete and right while `connection` is `live`, the last known state otherwise. */
  readonly objects: ReadonlyMap<string, KubeObject>;
  readonly connection: Connection;
}

export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** The watch goes on by itself. */
  | { readonly state: 'reconnecting'; readonly reason: string }
  /** The watch has ended for good: refused, or the cluster does not know the kind. */
  | { readonly state: 'failed'; readonly reason: string };

/** What an event changed: `all` = which objects there are, else the name of the one whose fields changed. */
export type Change = { readonly all: true } | { readonly name: string };

/** A collection that events change in place: ten thousand objects are not copied for each of them. */
export interface LiveCollection extends Collection {
  apply(event: WatchEvent): Change;
  fail(reason: string): Change;
}

const EVERYTHING: Change = { all: true };

export function createCollection(): LiveCollection {
  let objects = new Map<string, KubeObject>();
  let connection: Connection = { state: 'connecting' };
  return {
    get objects() {
      return objects;
    },
    get connection() {
      return connection;
    },
    apply(event) {
      switch (event.type) {
        case 'snapshot':
          objects = new Map(event.objects.map((object) => [object.metadata.name, object]));
          connection = { state: 'live' };
          return EVERYTHING;
        case 'changed': {
          const { name } = event.object.metadata;
          const known = objects.has(name);
          objects.set(name, event.object);
          return known ? { name } : EVERYTHING;
        }
        case 'deleted':
          objects.delete(event.object.metadata.name);
          return EVERYTHING;
        case 'disconnected':
          connection = { state: 'reconnecting', reason: event.reason };
          return EVERYTHING;
        case 'connected':
          if (connection.state === 'reconnecting') connection = { state: 'live' };
          return EVERYTHING;
      }
    },
    fail(reason) {
      connection = { state: 'failed', reason };
      return EVERYTHING;
    },
  };
}
