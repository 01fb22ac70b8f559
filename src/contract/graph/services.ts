import { describeSelector, labelSelector } from '../../kubernetes/selectors/label-selector.ts';
import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import { podSelectorOf } from '../../kubernetes/selectors/selector-index.ts';
import type { Range } from '../../lint/rule.ts';
import type { ServicePortFacts } from '../containers/containers.ts';
import type { Contract, ContractContainer, ContractService } from '../contract.ts';
import type { Drawing } from './drawing.ts';
import { containerId, objectId, portId, workloadNodeId } from './ids.ts';
import { absentNode, objectNode } from './objects.ts';
import { routeServing } from './programs.ts';

/** A Service: the workloads it selects, and the ports it sends to. */
export function drawService(drawing: Drawing, { facts, containers }: ContractService): void {
  const { node, edge, spot } = drawing;
  const { object, file } = facts;
  const id = objectNode(drawing, 'service', object);
  const selector = at(object.manifest.root, 'spec', 'selector');
  const place = selector && { start: selector.start, end: selector.end, file };
  for (const owner of new Set(containers.map(({ facts: one }) => workloadNodeId(one.object))))
    edge(id, owner, 'selects', { at: place });
  if (containers.length === 0 && selector && podSelectorOf(object.manifest)) {
    const wanted = entries(selector)
      .map(({ key, value }) => `${key}: ${textAt(value) ?? ''}`)
      .join(', ');
    const message = ['no workload of these files has `{0}`', wanted] as const;
    edge(id, absentNode(drawing, object, 'Pod', wanted, selector), 'selects', { state: 'unknown', message, at: place });
  }
  const written = items(at(object.manifest.root, 'spec', 'ports'));
  for (const port of facts.ports) {
    const extent = written.find(({ start, end }) => start <= port.port.start && port.port.end <= end) ?? port.port;
    const label = `${port.port.value} → ${port.target.value}`;
    const own = node(servicePortId(object, port), 'service-port', label, spot(file, object.file.text, port.port), {
      extent,
    });
    edge(id, own, 'has');
    drawTarget(drawing, own, port, containers, file);
  }
}

export function servicePortId(service: Located, { port, transport }: ServicePortFacts): string {
  return `${objectId('service', service)}:${port.value}/${transport}`;
}

function drawTarget(
  { edge }: Drawing,
  from: string,
  { target, transport }: ServicePortFacts,
  containers: readonly ContractContainer[],
  file: string,
): void {
  const place = { start: target.start, end: target.end, file };
  const matching = containers.flatMap(({ facts }) =>
    facts.ports
      .filter(
        (port) => port.transport === transport && (port.name === target.value || port.number.value === target.value),
      )
      .map((port) => portId(facts, port.number.value, port.transport)),
  );
  for (const port of matching) edge(from, port, 'port', { at: place });
  const [first] = containers;
  if (!first || matching.length > 0) return;
  const message = ['no container declares `{0}`', target.value] as const;
  edge(from, containerId(first.facts), 'port', { state: 'unknown', message, at: place });
}

/** A NetworkPolicy and the workloads that it is about. */
export function drawNetworkPolicy(drawing: Drawing, policy: Located, { workspace }: Contract): void {
  const id = objectNode(drawing, 'network-policy', policy);
  const selector = podSelectorOf(policy.manifest);
  const field = at(policy.manifest.root, 'spec', 'podSelector');
  if (!selector || !field) return;
  selects(drawing, id, policy, field, workspace.podsOf(selector, policy), 'Pod', workloadNodeId);
}

/** A ServiceMonitor or PodMonitor: whom it asks, and on which port and path. */
export function drawMonitor(drawing: Drawing, monitor: Located, contract: Contract): void {
  const { root, kind } = monitor.manifest;
  const id = objectNode(drawing, 'monitor', monitor);
  const field = at(root, 'spec', 'selector');
  const selector = labelSelector(field);
  if (!selector || !field) return;
  const names = items(at(root, 'spec', 'namespaceSelector', 'matchNames')).flatMap((one) => textAt(one) ?? []);
  const { workspace } = contract;
  if (kind === 'PodMonitor') {
    const found = workspace.podsOf(selector, monitor);
    selects(drawing, id, monitor, field, found, 'Pod', workloadNodeId);
    return;
  }
  const isAny = textAt(root, 'spec', 'namespaceSelector', 'any') === 'true';
  const found = workspace.servicesWith(selector, monitor, isAny ? 'any' : names);
  selects(drawing, id, monitor, field, found, 'Service', (one) => objectNode(drawing, 'service', one));
  if (found.state !== 'found') return;
  const services = contract.services.filter(({ facts }) =>
    found.objects.some(({ manifest }) => manifest === facts.object.manifest),
  );
  for (const endpoint of items(at(root, 'spec', 'endpoints')))
    for (const service of services) drawEndpoint(drawing, id, monitor, endpoint, service);
}

function drawEndpoint(
  { edge }: Drawing,
  id: string,
  { file: { file } }: Located,
  endpoint: Field,
  { facts, containers }: ContractService,
): void {
  const port = at(endpoint, 'port');
  const wanted = textAt(port);
  const place = port && { start: port.start, end: port.end, file };
  const own = facts.ports.find(({ name }) => name === wanted);
  if (own) edge(id, servicePortId(facts.object, own), 'port', { at: place });
  const path = textAt(endpoint, 'path') ?? '/metrics';
  const routes = containers.flatMap(({ program }) => (program ? (routeServing(program, path) ?? []) : []));
  for (const route of new Set(routes)) edge(id, route, 'asks', { at: endpointPath(endpoint, file) });
}

function endpointPath(endpoint: Field, file: string): (Range & { file: string }) | undefined {
  const path = at(endpoint, 'path');
  return path && { start: path.start, end: path.end, file };
}

function selects(
  drawing: Drawing,
  id: string,
  from: Located,
  field: Field,
  found: { readonly state: string; readonly objects?: readonly Located[] },
  what: string,
  nodeOf: (object: Located) => string,
): void {
  const place = { start: field.start, end: field.end, file: from.file.file };
  const ends = (found.objects ?? []).map(nodeOf).filter((end) => drawing.nodes.has(end));
  for (const end of ends) drawing.edge(id, end, 'selects', { at: place });
  if (found.state === 'found') return;
  const wanted = describeSelector(field);
  const message = ['no workload of these files has `{0}`', wanted] as const;
  const none = absentNode(drawing, from, what, wanted, field);
  drawing.edge(id, none, 'selects', { state: 'unknown', message, at: place });
}
