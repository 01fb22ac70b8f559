import { at, items } from '../../kubernetes/fields.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Range } from '../../lint/rule.ts';
import type { ProbeFacts } from '../containers/containers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { configNodes } from './config.ts';
import type { Drawing } from './drawing.ts';
import { containerId, imageId, portId, programId, variableId, workloadNodeId } from './ids.ts';
import { absentNode, notHere, objectNode, objectSpot } from './objects.ts';
import { drawListening, routeServing } from './programs.ts';
import { probePort } from '../ports/listening.ts';

/** A container in its workload: what it runs, which ports it declares, what asks it, and where its variables come from. */
export function drawContainer(drawing: Drawing, container: ContractContainer, contract: Contract): void {
  const { node, edge, spot } = drawing;
  const { facts, program, image, listeners } = container;
  const { object, file } = facts;
  const { text } = object.file;
  const { kind, name } = object.manifest;
  const owner = node(workloadNodeId(object), 'workload', `${kind} ${name}`, objectSpot(drawing, object), {
    extent: object.manifest,
  });
  const id = node(containerId(facts), 'container', facts.name, spot(file, text, facts.at), {
    extent: facts.container.field,
  });
  edge(owner, id, 'has');
  if (program) edge(id, programId(program), 'runs');
  if (image) edge(id, imageId(image.file), 'from');
  const written = items(at(facts.container.field, 'ports'));
  for (const { name: portName, number, transport } of facts.ports) {
    const label = portName === null ? String(number.value) : `${portName} ${number.value}`;
    const extent = written.find((field) => isWithin(number, field)) ?? number;
    const port = node(portId(facts, number.value, transport), 'port', label, spot(file, text, number), { extent });
    edge(id, port, 'has');
    if (program && transport !== 'sctp') drawListening(drawing, program, listeners, port, number.value, transport);
  }
  for (const probe of facts.probes) {
    const target = node(`probe:${id}:${probe.kind}`, 'probe', probe.kind, spot(file, text, probe.at), {
      extent: probe.at,
    });
    edge(id, target, 'has');
    drawProbe(drawing, container, target, probe);
  }
  drawVariables(drawing, container, id);
  for (const reference of contract.workspace.referencesOf(object.manifest, facts.pod)) {
    drawReference(drawing, container, contract, reference);
  }
}

/** What a container takes, or its whole pod: ConfigMaps, Secrets, keys of them, the ServiceAccount. */
function drawReference(
  drawing: Drawing,
  { facts }: ContractContainer,
  { workspace }: Contract,
  reference: Reference,
): void {
  const { via, target, part } = reference;
  const { object, file } = facts;
  const isOfContainer = via === 'env' || via === 'envFrom';
  if (isOfContainer && !isWithin(reference, facts.container.field)) return;
  const found =
    via === 'serviceAccount'
      ? workspace.meantBy(reference, object).map((one) => objectNode(drawing, 'service-account', one))
      : configNodes(drawing, reference, object, workspace);
  if (via !== 'serviceAccount' && target.kind !== 'ConfigMap' && target.kind !== 'Secret') return;
  const reader = isOfContainer ? containerId(facts) : workloadNodeId(object);
  const place = { start: reference.start, end: Math.max(reference.end, part?.end ?? 0), file };
  for (const id of found) drawing.edge(reader, id, 'reads', { at: place });
  if (found.length > 0) return;
  const missing = absentNode(drawing, object, target.kind, target.name, reference);
  const key = part && absentNode(drawing, object, `${target.kind} ${target.name}`, part.name, part, String(part.name));
  if (key !== undefined) drawing.edge(missing, key, 'has');
  drawing.edge(reader, key ?? missing, 'reads', notHere(target.kind, target.name, place));
}

function drawProbe({ edge }: Drawing, container: ContractContainer, target: string, probe: ProbeFacts): void {
  const { facts, program } = container;
  const number = probePort(probe, container);
  const declared = facts.ports.find((port) => port.number.value === number);
  if (probe.port) {
    const { value, start, end } = probe.port;
    const place = { start, end, file: facts.file };
    const message = ['`{0}` declares no port `{1}`', facts.name, value] as const;
    if (declared) edge(portId(facts, declared.number.value, declared.transport), target, 'port', { at: place });
    else edge(containerId(facts), target, 'port', { state: 'unknown', message, at: place });
  }
  if (!program || probe.asks !== 'http' || probe.path === null) return;
  const { value, start, end } = probe.path;
  const place = { start, end, file: facts.file };
  const route = routeServing(program, value);
  const message = ['no known route serves `{0}`', value] as const;
  if (route !== undefined) edge(target, route, 'asks', { at: place });
  else edge(target, programId(program), 'asks', { state: 'unknown', message, at: place });
}

/** Which key of which ConfigMap or Secret, or else the container, gives a variable of the program its value. */
function drawVariables(drawing: Drawing, { facts, program, environment }: ContractContainer, container: string): void {
  for (const { name } of program?.env ?? []) {
    const set = environment.variables.get(name);
    if (!program || !set) continue;
    const keys = set.sources.map(({ file, start, end }) => drawing.at(file, { start, end })?.id ?? container);
    const place = { ...set.at, file: facts.file };
    for (const from of keys.length > 0 ? keys : [container])
      drawing.edge(from, variableId(program, name), 'sets', { at: place });
  }
}

function isWithin(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
