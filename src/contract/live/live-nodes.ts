import type { Located } from '../../kubernetes/model.ts';
import type { Message } from '../../words/message.ts';
import type { Drawing } from '../graph/drawing.ts';
import { objectSpot } from '../graph/objects.ts';
import type { EdgeKind } from '../graph/types.ts';
import type { Difference } from './differences.ts';
import type { LiveObject } from './live-cluster.ts';

const NOWHERE = { start: -1, end: -1 };

/** An object of the cluster; it leads to the file that it was made from, or that is why it is looked at. */
export function liveNode(drawing: Drawing, live: LiveObject, from: Located): string {
  const { kind, namespace, name } = live;
  return drawing.node(liveId(live), 'live', `${kind} ${name} · ${namespace}`, objectSpot(drawing, from), {
    extent: NOWHERE,
    live: { kind, namespace, name },
  });
}

/** What would be on the cluster and is not; `key`: of a ConfigMap or Secret that is. */
export function lackingNode(
  drawing: Drawing,
  { kind, namespace, name }: LiveObject,
  from: Located,
  key?: string,
): string {
  const id = `live-absent:${namespace}/${kind}/${name}${key === undefined ? '' : `:${key}`}`;
  const label = key ?? `${kind} ${name} · ${namespace}`;
  return drawing.node(id, 'live-absent', label, objectSpot(drawing, from), { extent: NOWHERE });
}

function liveId({ kind, namespace, name }: LiveObject): string {
  return `live:${namespace}/${kind}/${name}`;
}

/** How all pods of a workload are, as one thing. */
export function podsNode(drawing: Drawing, live: LiveObject, label: string, from: Located): string {
  return drawing.node(`live-pods:${liveId(live)}`, 'live-pods', label, objectSpot(drawing, from), { extent: NOWHERE });
}

/** An edge that the cluster decides; what is broken about an object that may be somebody else's is not known to be. */
export function liveEdge(
  drawing: Drawing,
  from: string,
  to: string,
  kind: EdgeKind,
  difference?: Difference,
  isSure = true,
): void {
  const state = difference?.state === 'broken' && !isSure ? 'unknown' : (difference?.state ?? 'ok');
  drawing.edge(from, to, kind, difference ? { state, message: difference.message } : {});
}

export function broken(message: Message): Difference {
  return { state: 'broken', message };
}
