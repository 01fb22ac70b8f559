import { isExpected } from '../../kubernetes/expected-objects.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Finding } from '../../lint/finding.ts';
import type { Program } from '../../go/project.ts';
import type { Contract, ContractImage, FileParts } from '../contract.ts';
import { drawConfig } from './config.ts';
import { createDrawing, type Drawing, type Spot } from './drawing.ts';
import { markFaults, markFindings } from './faults.ts';
import { containerId, workloadNodeId, imageId, objectId, overlayId, programId } from './ids.ts';
import { drawImage } from './images.ts';
import { objectNode } from './objects.ts';
import { brokenPart, componentOf } from './parts.ts';
import { drawProgram } from './programs.ts';
import { drawMonitor, drawNetworkPolicy, drawService } from './services.ts';
import { drawTraffic, TRAFFIC_KINDS } from './traffic.ts';
import type { ContractGraph, GraphEdge, GraphNode } from './types.ts';
import { drawContainer } from './workloads.ts';
import { drawLive } from '../live/draw-live.ts';
import type { LiveCluster } from '../live/live-cluster.ts';
import type { FoundFault } from '../subject.ts';

/** What is found in the files, so that graph and findings never disagree. */
export interface GraphFindings {
  /** What the rules across files report of these parts. */
  readonly faults: (parts: FileParts) => readonly FoundFault[];
  /** Everything that is reported in a manifest. */
  readonly ofManifests: (file: string) => readonly Finding[];
}

/** What charts and overlays make besides: each chart by default, each overlay with its patches. */
export interface GraphRendering {
  readonly contract: Contract;
  readonly findings: GraphFindings;
  /** Where what was rendered is written, by file and line. */
  readonly lineOf: (spot: Spot) => { readonly file: string; readonly line: number };
  /** `broken`: what is not broken is drawn already, as the objects are by themselves. */
  readonly shows: 'all' | 'broken';
  readonly overlay?: { readonly folder: string; readonly file: string };
}

/**
 * The contract as nodes and edges: what is joined, what is broken, and what the files do not decide. `program`: only what is
 * joined with the program of that id; all that is needed to say what is broken there is looked at, and no more. `live`: what a
 * connected cluster has of it.
 */
export function contractGraph(
  contract: Contract,
  findings: GraphFindings,
  program?: string,
  live?: LiveCluster | null,
  renderings: readonly GraphRendering[] = [],
): ContractGraph {
  const drawing = createDrawing();
  draw(drawing, contract, { programs: contract.go.programs, images: contract.images });
  if (live) drawLive(drawing, contract, live, objectsOf(contract));
  const rendered = renderings.map((one) => drawnRendering(one, program));
  const own = withoutBroken(marked(drawing, contract, findings, program), rendered);
  const drawn = new Set(own.nodes.map(({ id }) => id));
  const overlays = renderings.map(({ overlay }, at) => overlay && overlayBox(overlay, rendered[at], drawn));
  const all = [own, ...rendered, ...overlays.filter((one) => one !== undefined)];
  const nodes = new Map(all.flatMap((one) => one.nodes.map((node) => [node.id, node] as const)).reverse());
  const edges = new Map(all.flatMap((one) => one.edges.map((edge) => [JSON.stringify(edge), edge] as const)));
  return {
    nodes: [...nodes.values()].sort(by(({ id }) => id)),
    edges: [...edges.values()].sort(by((edge) => JSON.stringify([edge.from, edge.to, edge.kind, edge.message]))),
  };
}

/** With what its containers run, and are made from. */
function drawnRendering(rendering: GraphRendering, program: string | undefined): ContractGraph {
  const { contract, findings, lineOf, shows, overlay } = rendering;
  const drawing = createDrawing();
  const programs = [...new Set(contract.containers.flatMap((one) => one.whole ?? []))];
  const images = [...new Set(contract.containers.flatMap((one) => one.image ?? []))];
  draw(drawing, contract, { programs, images });
  const whole = marked(drawing, contract, findings, program);
  const { nodes, edges } = shows === 'broken' ? brokenPart(whole) : whole;
  return {
    nodes: nodes.map((node) => {
      const spot = drawing.nodes.get(node.id)?.spot;
      return spot && contract.workspace.file(spot.file) ? { ...node, ...lineOf(spot) } : node;
    }),
    edges: overlay === undefined ? edges : edges.map((edge) => ({ ...edge, overlay: overlay.folder })),
  };
}

/** An overlay with what nothing else has: its patches made it. */
function overlayBox(
  { folder, file }: NonNullable<GraphRendering['overlay']>,
  rendered: ContractGraph | undefined,
  drawn: ReadonlySet<string>,
): ContractGraph | undefined {
  const id = overlayId(folder);
  const made = (rendered?.nodes ?? []).filter((node) => !drawn.has(node.id));
  if (made.length === 0) return undefined;
  return {
    nodes: [{ id, kind: 'overlay', label: folder, file, line: 1 }],
    edges: made.map((node) => ({ from: id, to: node.id, kind: 'has', state: 'ok', message: null, rule: null })),
  };
}

/** Without the edges that what is rendered of the same objects shows broken. */
function withoutBroken(graph: ContractGraph, rendered: readonly ContractGraph[]): ContractGraph {
  const keyOf = ({ from, to, kind }: GraphEdge) => JSON.stringify([from, to, kind]);
  const broken = new Set(rendered.flatMap((one) => brokenPart(one).edges.map(keyOf)));
  return { ...graph, edges: graph.edges.filter((edge) => edge.state === 'broken' || !broken.has(keyOf(edge))) };
}

/** With what is found of it. */
function marked(
  drawing: Drawing,
  contract: Contract,
  findings: GraphFindings,
  program: string | undefined,
): ContractGraph {
  const part = program === undefined ? undefined : componentOf(drawing, program);
  const parts = partsOf(contract, drawing, part);
  for (const file of new Set(parts.objects.map((object) => object.file.file)))
    markFindings(drawing, file, findings.ofManifests(file));
  markFaults(drawing, contract, findings.faults(parts));
  const wanted = program === undefined ? new Set(drawing.nodes.keys()) : componentOf(drawing, program);
  return {
    nodes: [...drawing.nodes.values()]
      .filter(({ id }) => wanted.has(id))
      .map(({ extent: _extent, owner: _owner, spot: _spot, ...node }): GraphNode => node),
    edges: drawing
      .edges()
      .filter(({ from, to }) => wanted.has(from) && wanted.has(to))
      .map(({ from, to, kind, state, message, rule }) => ({ from, to, kind, state, message, rule })),
  };
}

function draw(
  drawing: Drawing,
  contract: Contract,
  { programs, images }: { readonly programs: readonly Program[]; readonly images: readonly ContractImage[] },
): void {
  const objects = objectsOf(contract);
  for (const program of programs) drawProgram(drawing, program);
  for (const image of images) drawImage(drawing, image);
  for (const object of objects) drawConfig(drawing, object, contract.workspace);
  for (const object of objects)
    if (object.manifest.kind === 'ServiceAccount') objectNode(drawing, 'service-account', object);
  for (const container of contract.containers) drawContainer(drawing, container, contract);
  for (const service of contract.services) drawService(drawing, service);
  for (const object of objects) {
    const { kind } = object.manifest;
    if (TRAFFIC_KINDS.has(kind)) drawTraffic(drawing, object, contract.workspace);
    if (kind === 'NetworkPolicy') drawNetworkPolicy(drawing, object, contract);
    if (kind === 'ServiceMonitor' || kind === 'PodMonitor') drawMonitor(drawing, object, contract);
  }
}

/** What there is to be asked about; of one component what stands in its files. */
function partsOf(contract: Contract, { nodes }: Drawing, component: ReadonlySet<string> | undefined): FileParts {
  const { go, images, containers, initContainers, services, builds, goSetups } = contract;
  const objects = objectsOf(contract);
  if (!component)
    return { programs: go.programs, images, containers, initContainers, services, objects, builds, goSetups };
  const files = new Set([...component].flatMap((id) => nodes.get(id)?.file ?? []));
  return {
    programs: go.programs.filter((program) => component.has(programId(program))),
    images: images.filter(({ file }) => component.has(imageId(file))),
    containers: containers.filter(({ facts }) => component.has(containerId(facts))),
    initContainers: initContainers.filter(({ facts }) => component.has(workloadNodeId(facts.object))),
    services: services.filter(({ facts }) => component.has(objectId('service', facts.object))),
    objects: objects.filter(({ file }) => files.has(file.file)),
    builds: builds.filter(({ file }) => files.has(file)),
    goSetups: goSetups.filter(({ file }) => files.has(file)),
  };
}

/** Patches are parts of others. */
function objectsOf({ workspace }: Contract): Located[] {
  return [...workspace.files()]
    .filter(({ file }) => !workspace.isPatch(file) && !isExpected(file, workspace))
    .flatMap((file) => file.manifests.map((manifest) => ({ file, manifest })));
}

function by<Item>(key: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => {
    const [one, other] = [key(a), key(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  };
}
