import type { Program } from '../../go/project.ts';
import type { Finding } from '../../lint/finding.ts';
import type { Contract } from '../contract.ts';
import type { Fault, FilePlace } from '../fault.ts';
import type { DrawnEdge, DrawnNode, Drawing } from './drawing.ts';
import { containerId, imageId, objectId, programId, workloadNodeId } from './ids.ts';
import { objectLabel, objectNode } from './objects.ts';
import type { EdgeKind, NodeKind } from './types.ts';
import type { FoundFault, Subject } from '../subject.ts';

/** Marks the edge between the two ends of every fault as broken; draws it where there is none. */
export function markFaults(drawing: Drawing, contract: Contract, faults: readonly FoundFault[]): void {
  for (const { rule, fault, subject } of faults) {
    const [first, ...others] = fault.sides;
    const owner = programOf(subject);
    const nodeAt = (place: FilePlace) => nodeAround(drawing, contract, place, owner);
    const from = nodeAt(first);
    const sides = distinct(others.map(nodeAt), from);
    const related = distinct((fault.related ?? []).map(nodeAt), from);
    const ends = sides.length > 0 ? sides : [related[0] ?? fallback(drawing, subject, from) ?? from];
    for (const end of ends) breakEdge(drawing, from, end, rule, first.message);
  }
}

/** Marks the edges that a manifest says where a rule about manifests finds something. */
export function markFindings(drawing: Drawing, file: string, findings: readonly Finding[]): void {
  const broken = findings.filter(({ rule, severity }) => EDGE_RULES.has(rule) && /^(?:error|warning)$/.test(severity));
  if (broken.length === 0) return;
  drawing.replace(
    drawing.edges().map((edge): DrawnEdge => {
      const { at } = edge;
      const found = broken.find(({ start, end }) => at?.file === file && at.start <= start && end <= at.end);
      return found ? { ...edge, state: 'broken', message: found.message, rule: found.rule } : edge;
    }),
  );
}

/** Rules of Kubernetes that are about an edge. */
const EDGE_RULES: ReadonlySet<string> = new Set([
  'backend-exists',
  'config-reference-exists',
  'named-object-exists',
  'network-policy-selects-something',
  'probe-port',
  'service-account-exists',
  'service-monitor-selects-something',
  'service-port-exists',
  'service-selects-something',
]);

function breakEdge(
  drawing: Drawing,
  from: DrawnNode,
  to: DrawnNode,
  rule: string,
  message: Fault['sides'][0]['message'],
): void {
  const kind = kindOf(from.kind, to.kind);
  const joins = (edge: DrawnEdge) =>
    (edge.from === from.id && edge.to === to.id) || (edge.from === to.id && edge.to === from.id);
  const edges = drawing.edges();
  const free = edges.find((edge) => joins(edge) && edge.state !== 'broken');
  const broken = { state: 'broken', message, rule } as const;
  if (free) {
    drawing.replace(edges.map((edge) => (edge === free ? { ...edge, ...broken } : edge)));
    return;
  }
  if (edges.some((edge) => joins(edge) && edge.rule === rule && String(edge.message) === String(message))) return;
  const [start, end] = startRank(from.kind, kind) <= startRank(to.kind, kind) ? [from, to] : [to, from];
  // What was not decided about this end is decided now.
  const kept = edges.filter(
    (edge) => !(edge.state === 'unknown' && edge.kind === kind && (edge.to === from.id || edge.from === from.id)),
  );
  drawing.replace([...kept, { from: start.id, to: end.id, kind, ...broken, at: undefined }]);
}

function kindOf(one: NodeKind, other: NodeKind): EdgeKind {
  const kinds = [one, other];
  if (kinds.includes('probe') && (kinds.includes('route') || kinds.includes('program'))) return 'asks';
  if (kinds.some((kind) => /^(?:port|expose|listener|service-port)$/.test(kind))) return 'port';
  if (kinds.includes('variable')) return 'sets';
  return 'needs';
}

/** From the source to what is before it. */
const RANKS: readonly NodeKind[] = [
  'program',
  'listener',
  'route',
  'variable',
  'file',
  'image',
  'stage',
  'instruction',
  'expose',
  'workload',
  'container',
  'port',
  'probe',
  'service',
];

/** Who asks comes first, else what is nearer to the source. */
function startRank(kind: NodeKind, edge: EdgeKind): number {
  if (edge === 'asks' && (kind === 'probe' || kind === 'monitor')) return -1;
  const at = RANKS.indexOf(kind);
  return at < 0 ? RANKS.length : at;
}

function distinct(nodes: readonly DrawnNode[], from: DrawnNode): DrawnNode[] {
  return [...new Set(nodes)].filter((node) => node !== from);
}

/** The node that a place is of: the smallest around it, else the object, the program or the file as a whole. */
function nodeAround(drawing: Drawing, { workspace }: Contract, place: FilePlace, owner: Program | null): DrawnNode {
  const { file } = place;
  const known = drawing.at(file, place, owner ? programId(owner) : undefined);
  if (known) return known;
  const program = owner && /(?:\.go|go\.mod|go\.work)$/.test(file) ? drawing.nodes.get(programId(owner)) : undefined;
  if (program) return program;
  const parsed = workspace.file(file);
  const manifest = parsed?.manifests.find(({ start, end }) => start <= place.start && place.end <= end);
  const id =
    parsed && manifest
      ? objectNode(drawing, 'object', { file: parsed, manifest }, objectLabel({ file: parsed, manifest }))
      : drawing.node(`object:${file}`, 'object', file, { file, start: 0, end: 0, line: 1 });
  return drawing.nodes.get(id) as DrawnNode;
}

/** The other end of a fault that shows one only: what its subject is joined with. */
function fallback(drawing: Drawing, subject: Subject, from: DrawnNode): DrawnNode | undefined {
  return endsOf(subject)
    .filter((id) => id !== from.id)
    .flatMap((id) => drawing.nodes.get(id) ?? [])[0];
}

function endsOf({ about, it }: Subject): string[] {
  switch (about) {
    case 'program':
      return [programId(it)];
    case 'image':
      return [...(it.program ? [programId(it.program)] : []), imageId(it.file)];
    case 'container': {
      const { facts, program, image } = it;
      const made = image ? [imageId(image.file)] : [];
      return [...(program ? [programId(program)] : []), containerId(facts), ...made, workloadNodeId(facts.object)];
    }
    case 'service':
      return [objectId('service', it.facts.object), ...it.containers.map(({ facts }) => workloadNodeId(facts.object))];
    case 'object':
    case 'build':
    case 'go-setup':
      return [];
  }
}

function programOf({ about, it }: Subject): Program | null {
  if (about === 'program') return it;
  if (about === 'image' || about === 'container') return it.program;
  return about === 'service' ? (it.containers.find(({ program }) => program)?.program ?? null) : null;
}
