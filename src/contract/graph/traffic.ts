import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Reference } from '../../kubernetes/references/reference.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Drawing } from './drawing.ts';
import { objectId } from './ids.ts';
import { absentNode, notHere, objectLabel, objectNode } from './objects.ts';
import type { NodeKind } from './types.ts';

/** Kinds that bring traffic from outside to Services. */
export const TRAFFIC_KINDS: ReadonlyMap<string, NodeKind> = new Map<string, NodeKind>([
  ['Gateway', 'gateway'],
  ['Ingress', 'ingress'],
  ['HTTPRoute', 'ingress'],
  ['GRPCRoute', 'ingress'],
  ['TCPRoute', 'ingress'],
  ['TLSRoute', 'ingress'],
  ['UDPRoute', 'ingress'],
  ['VirtualService', 'ingress'],
]);

/** An object that brings traffic in, its rules, and the Service ports that each sends to. */
export function drawTraffic(drawing: Drawing, object: Located, workspace: Workspace): void {
  const { manifest, file } = object;
  const owner = nodeOf(drawing, object);
  const rules = rulesOf(object).map(({ label, field }) => {
    const id = `traffic-rule:${objectId(manifest.kind.toLowerCase(), object)}:${label}`;
    drawing.node(id, 'traffic-rule', label, drawing.spot(file.file, file.text, field), { extent: field });
    drawing.edge(owner, id, 'has');
    return { field, id };
  });
  for (const reference of workspace.referencesOf(manifest, undefined)) {
    const rule = rules.find(({ field }) => field.start <= reference.start && reference.end <= field.end);
    drawReference(drawing, object, rule?.id ?? owner, reference, workspace);
  }
}

function nodeOf(drawing: Drawing, object: Located): string {
  return objectNode(drawing, TRAFFIC_KINDS.get(object.manifest.kind) ?? 'object', object, objectLabel(object));
}

function drawReference(
  drawing: Drawing,
  object: Located,
  from: string,
  reference: Reference,
  workspace: Workspace,
): void {
  const { target, part } = reference;
  const { kind, name } = target;
  if (kind !== 'Service' && kind !== 'Gateway') return;
  const place = { start: reference.start, end: Math.max(reference.end, part?.end ?? 0), file: object.file.file };
  const found = workspace.meantBy(reference, object);
  for (const one of found) {
    if (kind === 'Gateway') drawing.edge(nodeOf(drawing, one), from, 'port', { at: place });
    else drawing.edge(from, portOf(drawing, one, part?.name), 'port', { at: place });
  }
  if (found.length > 0) return;
  const missing = absentNode(drawing, object, kind, name, reference);
  drawing.edge(from, missing, 'port', notHere(kind, name, place));
}

/** The node of a Service's port by number or name; of the Service, where it says no such port. */
function portOf(drawing: Drawing, service: Located, wanted: string | number | undefined): string {
  const port = items(at(service.manifest.root, 'spec', 'ports')).find(
    (one) => wanted !== undefined && (valueAt(one, 'port') === wanted || textAt(one, 'name') === wanted),
  );
  const transport = (textAt(port, 'protocol') ?? 'TCP').toLowerCase();
  const id = `${objectId('service', service)}:${textAt(port, 'port') ?? ''}/${transport}`;
  return port && drawing.nodes.has(id) ? id : objectNode(drawing, 'service', service);
}

interface Rule {
  readonly label: string;
  readonly field: Field;
}

/** What of an object is one way in, as people would call it: `shop.example.com/orders`. */
function rulesOf({ manifest: { kind, root } }: Located): Rule[] {
  const spec = at(root, 'spec');
  if (kind === 'Ingress') {
    return items(at(spec, 'rules')).flatMap((rule) =>
      items(at(rule, 'http', 'paths')).map((path) => ({
        label: `${textAt(rule, 'host') ?? ''}${textAt(path, 'path') ?? '/'}`,
        field: path,
      })),
    );
  }
  const hosts = items(at(spec, kind === 'VirtualService' ? 'hosts' : 'hostnames')).flatMap((one) => textAt(one) ?? []);
  const lists = kind === 'VirtualService' ? ['http', 'tls', 'tcp'] : kind === 'Gateway' ? [] : ['rules'];
  return lists.flatMap((list) =>
    items(at(spec, list)).map((rule) => ({ label: `${hosts[0] ?? ''}${matchOf(rule)}`, field: rule })),
  );
}

/** The first match of a rule: a path, or a method of gRPC; all there is, where nothing is said. */
function matchOf(rule: Field): string {
  const [match] = [...items(at(rule, 'matches')), ...items(at(rule, 'match'))];
  const path = at(match, 'path') ?? at(match, 'uri');
  const grpc = [textAt(match, 'method', 'service'), textAt(match, 'method', 'method')].filter((one) => one);
  const said =
    textAt(path, 'value') ?? textAt(path, 'prefix') ?? textAt(path, 'exact') ?? textAt(path, 'regex') ?? grpc.join('/');
  return said === '' ? '/' : said.startsWith('/') ? said : `/${said}`;
}
