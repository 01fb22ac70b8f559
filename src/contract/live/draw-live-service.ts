import type { ContractService } from '../contract.ts';
import { objectId } from '../graph/ids.ts';
import { servicePortId } from '../graph/services.ts';
import type { Difference } from './differences.ts';
import type { LiveDrawing } from './live-drawing.ts';
import type { LiveService, LiveWorkload } from './live-cluster.ts';
import type { LiveMatch } from './live-match.ts';
import { broken, lackingNode, liveEdge, liveNode } from './live-nodes.ts';

/** A Service on the cluster: whether its ports are as written, and whether it sends to pods that are ready. */
export function drawLiveService(all: LiveDrawing, { facts, containers }: ContractService): void {
  const { drawing, contract, matcher } = all;
  const { object, name } = facts;
  const own = objectId('service', object);
  const found = matcher.of('Service', object);
  const objects = [...new Map(containers.map((one) => [one.facts.object.manifest, one.facts.object])).values()];
  const selected = objects.flatMap((workload) =>
    matcher.workloads(workload).map((match) => ({ ...match, id: liveNode(drawing, match.live, workload) })),
  );
  const isPatched = contract.workspace.mayBePatched(object, ['ports', 'port']);
  for (const match of found) {
    const id = liveNode(drawing, match.live, object);
    liveEdge(drawing, own, id, 'applied');
    for (const port of isPatched ? [] : facts.ports) {
      const difference = portDifference(port.port.value, String(port.target.value), match.live);
      if (difference) liveEdge(drawing, servicePortId(object, port), id, 'applied', difference, match.isSure);
    }
    for (const workload of selected.filter((one) => one.live.namespace === match.live.namespace))
      liveEdge(drawing, id, workload.id, 'selects', selecting(match.live, workload), match.isSure && workload.isSure);
  }
  for (const namespace of matcher.lackedIn(object, 'Service', found)) {
    if (!selected.some((one) => one.isSure && one.live.namespace === namespace)) continue;
    const lacking = lackingNode(drawing, { kind: 'Service', namespace, name }, object);
    const difference = broken(['{0} `{1}` is not in namespace `{2}`', 'Service', name, namespace]);
    liveEdge(drawing, own, lacking, 'applied', difference);
  }
}

function portDifference(port: number, target: string, { ports }: LiveService): Difference | undefined {
  const there = ports.find((one) => one.port === port);
  if (!there) {
    const numbers = ports.map((one) => one.port).join(', ');
    return broken(['the Service has no port {0} on the cluster, but {1}', port, numbers]);
  }
  return there.target === target
    ? undefined
    : broken(['port {0} leads to `{1}` on the cluster, not to `{2}`', port, there.target, target]);
}

function selecting(service: LiveService, { live }: LiveMatch<LiveWorkload>): Difference | undefined {
  const { selector, endpoints } = service;
  if (selector === null) return undefined;
  const isSelected = Object.entries(selector).every(([key, value]) => live.labels[key] === value);
  if (!isSelected) return broken(['Service `{0}` does not select the Pods of `{1}`', service.name, live.name]);
  if (endpoints === null || endpoints > 0) return undefined;
  // Pods that come up are not ready yet.
  return {
    state: live.pods?.state === 'broken' ? 'broken' : 'unknown',
    message: ['Service `{0}` selects no ready Pod', service.name],
  };
}
