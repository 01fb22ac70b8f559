import type { Program } from '../go/project.ts';
import type { Range } from '../lint/rule.ts';
import { type ContainerFacts, type ServicePortFacts, workloadId } from './containers.ts';
import type { Contract, ContractContainer, ContractImage, ContractService } from './contract.ts';
import type { EffectiveListener } from './effective-listener.ts';
import { type ContractGraph, type GraphEdge, type GraphNode, type NodeKind } from './graph-types.ts';
import { allListening, portList, probePort, transportOf } from './listening.ts';
import { mayServe } from './route-match.ts';

/** The text of a file, for the lines of nodes. */
export type TextOf = (file: string) => string;

/** The contract as nodes and edges: what is joined, what is broken, and what the files do not decide. */
export function contractGraph(contract: Contract, textOf: TextOf): ContractGraph {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  const graph: Drawing = {
    node(id, kind, label, file, at) {
      const line = typeof at === 'number' ? at : lineAt(textOf(file), at.start);
      if (!nodes.has(id)) nodes.set(id, { id, kind, label, file, line });
      return id;
    },
    edge(from, to, kind, state = 'ok', message = null) {
      edges.push({ from, to, kind, state, message });
    },
  };
  for (const program of contract.go.programs) drawProgram(graph, program);
  for (const image of contract.images) drawImage(graph, image);
  for (const container of contract.containers) drawContainer(graph, container);
  for (const service of contract.services) drawService(graph, service);
  return { nodes: [...nodes.values()], edges };
}

interface Drawing {
  /** Returns `id`; `at` is a line, or a range of the file's text. */
  readonly node: (id: string, kind: NodeKind, label: string, file: string, at: number | Range) => string;
  readonly edge: (
    from: string,
    to: string,
    kind: GraphEdge['kind'],
    state?: GraphEdge['state'],
    message?: GraphEdge['message'],
  ) => void;
}

function drawProgram({ node, edge }: Drawing, program: Program): void {
  const id = node(programId(program), 'program', program.name, program.main.file, program.main.line);
  for (const listener of program.listens) {
    const label = `:${listener.port ?? '?'}`;
    edge(id, node(listenerId(program, listener), 'listener', label, listener.file, listener.line), 'has');
  }
  for (const route of [...program.routes, ...program.health, ...(program.metrics ? [program.metrics] : [])]) {
    const label = 'method' in route && route.method !== null ? `${route.method} ${route.path}` : route.path;
    edge(id, node(routeId(program, route.path), 'route', label, route.file, route.line), 'has');
  }
  for (const variable of program.env) {
    edge(
      id,
      node(`variable:${programId(program)}:${variable.name}`, 'variable', variable.name, variable.file, variable.line),
      'has',
    );
  }
}

function drawImage(graph: Drawing, { file, run, program, listeners }: ContractImage): void {
  const id = graph.node(`image:${file}`, 'image', file, file, run.from);
  if (program) graph.edge(id, programId(program), 'runs');
  for (const exposed of run.exposes) {
    const port = graph.node(
      `expose:${file}:${exposed.port}/${exposed.protocol}`,
      'expose',
      `EXPOSE ${exposed.port}`,
      file,
      exposed,
    );
    graph.edge(id, port, 'has');
    if (program) drawListening(graph, program, listeners, port, exposed.port, exposed.protocol);
  }
}

function drawContainer(graph: Drawing, container: ContractContainer): void {
  const { facts, program, listeners } = container;
  const { workload, file } = facts;
  const owner = graph.node(
    `workload:${workloadId(workload)}`,
    'workload',
    `${workload.kind} ${workload.name}`,
    file,
    workload,
  );
  const id = graph.node(containerId(facts), 'container', facts.name, file, facts.at);
  graph.edge(owner, id, 'has');
  if (program) graph.edge(id, programId(program), 'runs');
  for (const port of facts.ports) {
    const label = port.name === null ? String(port.number.value) : `${port.name} ${port.number.value}`;
    const target = graph.node(portId(facts, port.number.value), 'port', label, file, port.number);
    graph.edge(id, target, 'has');
    if (program && port.transport !== 'sctp')
      drawListening(graph, program, listeners, target, port.number.value, port.transport);
  }
  for (const [index, probe] of facts.probes.entries()) {
    const target = graph.node(
      `probe:${containerId(facts)}:${probe.kind}:${index}`,
      'probe',
      probe.kind,
      file,
      probe.at,
    );
    graph.edge(id, target, 'has');
    drawProbe(graph, container, target, probe);
  }
}

/** From the listener to a declared port: joined, or broken because the program listens elsewhere. */
function drawListening(
  { edge }: Drawing,
  program: Program,
  listeners: readonly EffectiveListener[],
  target: string,
  port: number,
  transport: 'tcp' | 'udp',
): void {
  const found = listeners.find((each) => each.port === port && transportOf(each) === transport);
  if (found) {
    const from = listenerId(program, found.listener);
    if (found.bind === 'loopback') edge(from, target, 'port', 'broken', ['it listens on loopback only']);
    else edge(from, target, 'port');
    return;
  }
  const listening = allListening(listeners);
  if (listening)
    edge(programId(program), target, 'port', 'broken', ['`{0}` listens on {1}', program.name, portList(listening)]);
  else edge(programId(program), target, 'port', 'unknown', ['where `{0}` listens is not known', program.name]);
}

function drawProbe(
  { edge }: Drawing,
  container: ContractContainer,
  target: string,
  probe: ContainerFacts['probes'][number],
): void {
  const { facts, program } = container;
  const port = probePort(probe, container);
  const declared = facts.ports.find(({ number }) => number.value === port);
  if (declared) edge(portId(facts, declared.number.value), target, 'port');
  else if (probe.port && typeof probe.port.value === 'string') {
    edge(containerId(facts), target, 'port', 'broken', ['the container has no port `{0}`', probe.port.value]);
  }
  if (!program || probe.asks !== 'http' || probe.path === null) return;
  const path = probe.path.value;
  const route = [...program.health, ...program.routes].find((each) => mayServe(each.path, path));
  if (route) edge(target, routeId(program, route.path), 'asks');
  else edge(target, programId(program), 'asks', 'unknown', ['no known route serves `{0}`', path]);
}

function drawService(graph: Drawing, { facts, containers }: ContractService): void {
  const id = graph.node(`service:${facts.namespace}/${facts.name}`, 'service', facts.name, facts.file, facts.at);
  for (const workload of new Set(containers.map((container) => workloadId(container.facts.workload)))) {
    graph.edge(id, `workload:${workload}`, 'selects');
  }
  for (const port of facts.ports) {
    const label = `${port.port.value} → ${port.target.value}`;
    const own = graph.node(`${id}:${port.port.value}/${port.transport}`, 'service-port', label, facts.file, port.port);
    graph.edge(id, own, 'has');
    drawTarget(graph, own, port, containers);
  }
}

function drawTarget(
  { edge }: Drawing,
  from: string,
  { target, transport }: ServicePortFacts,
  containers: readonly ContractContainer[],
): void {
  const matching = containers.flatMap(({ facts }) =>
    facts.ports
      .filter(
        (port) => port.transport === transport && (port.name === target.value || port.number.value === target.value),
      )
      .map((port) => portId(facts, port.number.value)),
  );
  for (const port of new Set(matching)) edge(from, port, 'port');
  if (matching.length > 0 || containers.length === 0) return;
  const [first] = containers;
  if (!first) return;
  const container = containerId(first.facts);
  // A number need not be declared by a container; a name must be.
  if (typeof target.value === 'number')
    edge(from, container, 'port', 'unknown', ['no container declares {0}', target.value]);
  else edge(from, container, 'port', 'broken', ['the container has no port `{0}`', target.value]);
}

function programId({ moduleDir, package: path }: Program): string {
  return `program:${moduleDir === '.' ? '' : `${moduleDir}:`}${path}`;
}

function listenerId(program: Program, { file, line, port }: EffectiveListener['listener']): string {
  return `listener:${programId(program)}:${port ?? `${file}:${line}`}`;
}

function routeId(program: Program, path: string): string {
  return `route:${programId(program)}:${path}`;
}

function containerId({ workload, name }: ContainerFacts): string {
  return `container:${workloadId(workload)}/${name}`;
}

function portId(facts: ContainerFacts, port: number): string {
  return `port:${containerId(facts)}:${port}`;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
