import type { Located } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';
import { containerId, portId, workloadNodeId } from '../graph/ids.ts';
import { code } from '../../lint/markdown.ts';
import type { Message } from '../../words/message.ts';
import { imageDifference, lackedPorts, otherVariables } from './differences.ts';
import type { LiveDrawing } from './live-drawing.ts';
import type { LiveUse, LiveWorkload } from './live-cluster.ts';
import type { LiveMatch } from './live-match.ts';
import { broken, lackingNode, liveEdge, liveNode, podsNode } from './live-nodes.ts';
import { isLiveWorkload } from './targets.ts';

/** A workload on the cluster: whether it is as written, how its pods are, and whether all that they take is there. */
export function drawLiveWorkload(all: LiveDrawing, object: Located): void {
  const { drawing, contract, matcher } = all;
  const { kind, name } = object.manifest;
  if (!isLiveWorkload(kind)) return;
  const containers = contract.containersIn(object);
  const own = workloadNodeId(object);
  const found = matcher.workloads(object);
  for (const match of found) {
    const id = liveNode(drawing, match.live, object);
    drawWritten(all, containers, match, own, id);
    drawPods(all, match, object, id);
    for (const use of usesOf(match.live)) drawUse(all, match, use, object, id);
  }
  // A Job that has ended is often taken away.
  if (kind === 'Job') return;
  for (const namespace of matcher.lackedIn(object, kind, found)) {
    // In a namespace that has nothing of it, it was never meant to be, or is not yet.
    const services = contract.services.filter((one) =>
      containers.some((container) => one.containers.includes(container)),
    );
    const isMissed = services.some(({ facts }) =>
      matcher.of('Service', facts.object).some((one) => one.isSure && one.live.namespace === namespace),
    );
    const lacking = lackingNode(drawing, { kind, namespace, name }, object);
    const message = ['{0} `{1}` is not in namespace `{2}`', kind, name, namespace] as const;
    liveEdge(drawing, own, lacking, 'applied', { state: isMissed ? 'broken' : 'unknown', message });
  }
}

function drawWritten(
  { drawing, contract: { workspace } }: LiveDrawing,
  containers: readonly ContractContainer[],
  { live, isSure }: LiveMatch<LiveWorkload>,
  own: string,
  id: string,
): void {
  const others = new Set<string>();
  for (const container of containers) {
    const runs = live.containers.find(({ name }) => name === container.facts.name);
    if (!runs) continue;
    const image = imageDifference(container, runs, workspace);
    if (image) liveEdge(drawing, containerId(container.facts), id, 'applied', image, isSure);
    for (const port of lackedPorts(container, runs, workspace)) {
      const declared = container.facts.ports.find(({ number }) => number.value === port);
      const there = runs.ports.join(', ');
      const difference =
        there === ''
          ? broken(['`{0}` declares no port on the cluster', live.name])
          : broken(['`{0}` declares {1} on the cluster', live.name, there]);
      if (declared)
        liveEdge(drawing, portId(container.facts, port, declared.transport), id, 'applied', difference, isSure);
    }
    for (const name of otherVariables(container, runs, workspace)) others.add(name);
  }
  const differs =
    others.size > 0 ? broken(['{0} is set otherwise on the cluster', [...others].map(code).join(', ')]) : undefined;
  liveEdge(drawing, own, id, 'applied', differs, isSure);
}

function drawPods({ drawing }: LiveDrawing, { live }: LiveMatch<LiveWorkload>, object: Located, id: string): void {
  if (!live.pods) return;
  const { state, ready, desired, reason } = live.pods;
  const pods = podsNode(drawing, live, `${ready}/${desired}`, object);
  if (state === 'ok') drawing.edge(id, pods, 'has');
  else {
    const message: Message = reason ? whose(live.name, reason) : ['{0} of {1} Pods are ready', ready, desired];
    liveEdge(drawing, id, pods, 'has', { state, message });
  }
}

/** A word of the cluster by itself says too little. */
function whose(name: string, reason: Message): Message {
  const [template, word] = reason;
  return template === '{0}' && word !== undefined ? ['Pods of `{0}`: {1}', name, word] : reason;
}

interface Use extends LiveUse {
  /** Null: all of it. */
  readonly key: string | null;
}

function usesOf({ containers, mounts }: LiveWorkload): Use[] {
  const keyless = (use: LiveUse): Use => ({ ...use, key: null });
  return [
    ...containers.flatMap(({ env }) => env.flatMap(({ from }) => from ?? [])),
    ...containers.flatMap(({ envFrom }) => envFrom.map(keyless)),
    ...mounts.map(keyless),
  ];
}

/** Pods do not start where a ConfigMap, a Secret or a key is not there. */
function drawUse(
  { drawing, matcher }: LiveDrawing,
  { live: { namespace }, isSure }: LiveMatch<LiveWorkload>,
  { kind, name, key, optional }: Use,
  object: Located,
  id: string,
): void {
  const config = matcher.config(kind, name, namespace);
  if (config) {
    const found = liveNode(drawing, config, object);
    liveEdge(drawing, id, found, 'reads');
    if (key === null || optional || Object.hasOwn(config.data, key)) return;
    const lacking = lackingNode(drawing, config, object, key);
    liveEdge(drawing, found, lacking, 'has');
    const difference = broken(['{0} `{1}` has no key `{2}` on the cluster', kind, name, key]);
    liveEdge(drawing, id, lacking, 'reads', difference, isSure);
  } else if (!optional && config === null) {
    const lacking = lackingNode(drawing, { kind, namespace, name }, object);
    const difference = broken(['{0} `{1}` is not in namespace `{2}`', kind, name, namespace]);
    liveEdge(drawing, id, lacking, 'reads', difference, isSure);
  }
}
