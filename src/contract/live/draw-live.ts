import type { Located } from '../../kubernetes/model.ts';
import type { Contract } from '../contract.ts';
import type { Drawing } from '../graph/drawing.ts';
import { objectId } from '../graph/ids.ts';
import { drawLiveConfigs } from './draw-live-config.ts';
import { drawLiveService } from './draw-live-service.ts';
import { drawLiveWorkload } from './draw-live-workload.ts';
import type { LiveCluster } from './live-cluster.ts';
import type { LiveDrawing } from './live-drawing.ts';
import { liveMatcher } from './live-match.ts';
import { liveEdge, liveNode } from './live-nodes.ts';

/** What a connected cluster has of what the files make: which of it is there, is as it is written, and does well. */
export function drawLive(drawing: Drawing, contract: Contract, live: LiveCluster, objects: readonly Located[]): void {
  const all: LiveDrawing = { drawing, contract, matcher: liveMatcher(contract, live) };
  const workloads = new Map(contract.containers.map(({ facts }) => [facts.object.manifest, facts.object]));
  for (const object of workloads.values()) drawLiveWorkload(all, object);
  drawLiveConfigs(all, objects);
  for (const service of contract.services) drawLiveService(all, service);
  for (const object of objects) drawRoute(all, object);
}

/** Whether it is there is all that is asked of what brings traffic in. */
function drawRoute({ drawing, matcher }: LiveDrawing, object: Located): void {
  const { kind } = object.manifest;
  if (kind !== 'Ingress' && kind !== 'HTTPRoute') return;
  const id = objectId(kind.toLowerCase(), object);
  for (const match of matcher.of(kind, object)) liveEdge(drawing, id, liveNode(drawing, match.live, object), 'applied');
}
