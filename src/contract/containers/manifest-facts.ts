import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import { isExpected } from '../../kubernetes/expected-objects.ts';
import type { Field, Located as LocatedObject, Manifest, ManifestFile } from '../../kubernetes/model.ts';
import { type ContainerView, podSpec, type PodSpecView } from '../../kubernetes/pods/workloads.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Range } from '../../lint/rule.ts';
import { type ContainerFacts, type Located, type ProbeFacts, type ServiceFacts } from './containers.ts';

/** Containers and Services of a workspace. What a file says is read once, as long as its text stays the same. */
export interface ManifestFacts {
  /** Every container of every workload; patches are parts of others and count for nothing. */
  readonly containers: (workspace: Workspace) => readonly ContainerFacts[];
  /** Those that end before the others of their pod start. */
  readonly initContainers: (workspace: Workspace) => readonly ContainerFacts[];
  readonly services: (workspace: Workspace) => readonly ServiceFacts[];
}

/** Of a file, or of all. */
interface FileFacts {
  readonly containers: readonly ContainerFacts[];
  readonly initContainers: readonly ContainerFacts[];
  readonly services: readonly ServiceFacts[];
}

export function createManifestFacts(): ManifestFacts {
  const known = new WeakMap<ManifestFile, FileFacts>();
  const of = (file: ManifestFile): FileFacts => {
    const facts = known.get(file) ?? readFile(file);
    known.set(file, facts);
    return facts;
  };
  const all = (workspace: Workspace): FileFacts => {
    const files = [...workspace.files()]
      .filter(({ file }) => !workspace.isPatch(file) && !isExpected(file, workspace))
      .map(of);
    return {
      containers: files.flatMap(({ containers }) => containers),
      initContainers: files.flatMap(({ initContainers }) => initContainers),
      services: files.flatMap(({ services }) => services),
    };
  };
  return {
    containers: (workspace) => workspace.once(all).containers,
    initContainers: (workspace) => workspace.once(all).initContainers,
    services: (workspace) => workspace.once(all).services,
  };
}

function readFile(file: ManifestFile): FileFacts {
  const objects = file.manifests.map((manifest): LocatedObject => ({ file, manifest }));
  return {
    containers: objects.flatMap((object) => containersOf(object, ['container', 'sidecar'])),
    initContainers: objects.flatMap((object) => containersOf(object, ['init'])),
    services: objects.flatMap(serviceOf),
  };
}

function containersOf(object: LocatedObject, kinds: readonly ContainerView['kind'][]): ContainerFacts[] {
  const pod = podSpec(object.manifest);
  if (!pod) return [];
  return pod.containers
    .filter(({ kind }) => kinds.includes(kind))
    .map((container) => containerFacts(object, pod, container));
}

function serviceOf(object: LocatedObject): ServiceFacts[] {
  const { manifest, file } = object;
  if (manifest.kind !== 'Service' || /^serving\.knative\.dev\//.test(manifest.apiVersion)) return [];
  const name = at(manifest.root, 'metadata', 'name') ?? manifest;
  return [
    {
      file: file.file,
      object,
      name: manifest.name,
      namespace: namespaceOf(manifest),
      at: { start: name.start, end: name.end },
      ports: items(at(manifest.root, 'spec', 'ports')).flatMap(servicePort),
    },
  ];
}

export function namespaceOf({ namespace }: Manifest): string {
  return namespace === '' ? 'default' : namespace;
}

export function workloadOf(manifest: Manifest): ContainerFacts['workload'] {
  const { kind, name } = manifest;
  const field = at(manifest.root, 'metadata', 'name') ?? manifest;
  return { kind, name, namespace: namespaceOf(manifest), start: field.start, end: field.end };
}

function containerFacts(object: LocatedObject, pod: PodSpecView, container: ContainerView): ContainerFacts {
  const { field, name } = container;
  const place = at(field, 'name') ?? field;
  return {
    file: object.file.file,
    object,
    pod,
    container,
    workload: workloadOf(object.manifest),
    name,
    at: { start: place.start, end: place.end },
    image: locatedText(at(field, 'image')),
    command: texts(at(field, 'command')),
    hasArgs: items(at(field, 'args')).length > 0,
    args: texts(at(field, 'args')),
    ports: items(at(field, 'ports')).flatMap((port) => {
      const number = locatedNumber(at(port, 'containerPort'));
      return number
        ? [{ name: textAt(port, 'name') ?? null, number, transport: transport(textAt(port, 'protocol')) }]
        : [];
    }),
    probes: (['liveness', 'readiness', 'startup'] as const).flatMap((kind) => probe(kind, at(field, `${kind}Probe`))),
  };
}

function probe(kind: ProbeFacts['kind'], field: Field | undefined): ProbeFacts[] {
  const http = at(field, 'httpGet');
  const tcp = at(field, 'tcpSocket');
  const grpc = at(field, 'grpc');
  const handler = http ?? tcp ?? grpc;
  if (!field || !handler) return [];
  return [
    {
      kind,
      asks: http ? 'http' : tcp ? 'tcp' : 'grpc',
      path: http ? locatedText(at(http, 'path')) : null,
      scheme: http ? (textAt(http, 'scheme')?.toUpperCase() === 'HTTPS' ? 'HTTPS' : 'HTTP') : null,
      schemeAt: placeOf(at(http, 'scheme')),
      service: grpc ? locatedText(at(grpc, 'service')) : null,
      // Another host is not about this container.
      port: at(handler, 'host') ? null : locatedPort(at(handler, 'port')),
      at: { start: field.start, end: field.end },
    },
  ];
}

function placeOf(field: Field | undefined): Range | null {
  return field ? { start: field.start, end: field.end } : null;
}

function servicePort(field: Field): ServiceFacts['ports'][number][] {
  const port = locatedNumber(at(field, 'port'));
  if (!port) return [];
  const target = locatedPort(at(field, 'targetPort')) ?? port;
  return [{ name: textAt(field, 'name') ?? null, port, target, transport: transport(textAt(field, 'protocol')) }];
}

function transport(protocol: string | undefined): 'tcp' | 'udp' | 'sctp' {
  const name = protocol?.toLowerCase();
  return name === 'udp' || name === 'sctp' ? name : 'tcp';
}

function texts(field: Field | undefined): string[] | null {
  return field?.kind === 'list' ? field.items.map((item) => textAt(item) ?? '') : null;
}

function locatedText(field: Field | undefined): Located<string> | null {
  const value = textAt(field);
  return field && value !== undefined ? { value, start: field.start, end: field.end } : null;
}

function locatedNumber(field: Field | undefined): Located<number> | null {
  const value = valueAt(field);
  return field && typeof value === 'number' ? { value, start: field.start, end: field.end } : null;
}

function locatedPort(field: Field | undefined): Located<number | string> | null {
  const value = valueAt(field);
  if (!field || (typeof value !== 'number' && typeof value !== 'string')) return null;
  return { value, start: field.start, end: field.end };
}
