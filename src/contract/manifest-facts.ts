import { at, entries, items, textAt, valueAt } from '../kubernetes/fields.ts';
import type { Field, Manifest } from '../kubernetes/model.ts';
import { type ContainerView, podSpec, type PodSpecView } from '../kubernetes/workloads.ts';
import type { Located as LocatedObject, Workspace } from '../kubernetes/workspace.ts';
import {
  type ContainerFacts,
  type Located,
  type ProbeFacts,
  type ServiceFacts,
  type ServicePortFacts,
  workloadId,
} from './containers.ts';

/** Every container of every workload in the workspace; patches are parts of others and count for nothing. */
export function containersIn(workspace: Workspace): ContainerFacts[] {
  return objectsOf(workspace).flatMap(({ file, manifest }) => {
    const pod = podSpec(manifest);
    const containers = pod?.containers.filter(({ kind }) => kind === 'container' || kind === 'sidecar') ?? [];
    return pod ? containers.map((container) => containerFacts(file.file, manifest, pod, container, workspace)) : [];
  });
}

/** Every Service of the workspace, with the workloads that its selector matches. */
export function servicesIn(workspace: Workspace): ServiceFacts[] {
  return objectsOf(workspace).flatMap(({ file, manifest }) => {
    if (manifest.kind !== 'Service') return [];
    const name = at(manifest.root, 'metadata', 'name') ?? manifest;
    return [
      {
        file: file.file,
        name: manifest.name,
        namespace: namespaceOf(manifest),
        at: { start: name.start, end: name.end },
        ports: items(at(manifest.root, 'spec', 'ports')).flatMap(servicePort),
        selects: selectedBy(manifest, workspace),
      },
    ];
  });
}

function objectsOf(workspace: Workspace): LocatedObject[] {
  return [...workspace.files()].flatMap((file) =>
    workspace.isPatch(file.file) ? [] : file.manifests.map((manifest) => ({ file, manifest })),
  );
}

function namespaceOf({ namespace }: Manifest): string {
  return namespace === '' ? 'default' : namespace;
}

export function workloadOf(manifest: Manifest): ContainerFacts['workload'] {
  const { kind, name } = manifest;
  const field = at(manifest.root, 'metadata', 'name') ?? manifest;
  return { kind, name, namespace: namespaceOf(manifest), start: field.start, end: field.end };
}

function selectedBy(service: Manifest, workspace: Workspace): string[] {
  const wanted = entries(at(service.root, 'spec', 'selector'));
  if (wanted.length === 0) return [];
  return workspace.namespaceObjects(service.namespace).flatMap(({ manifest, file }) => {
    const labels = workspace.isPatch(file.file) ? undefined : podSpec(manifest)?.labels;
    const matches = labels && wanted.every(({ key, value }) => labels.get(key) === textAt(value));
    return matches ? [workloadId(workloadOf(manifest))] : [];
  });
}

function containerFacts(
  file: string,
  manifest: Manifest,
  pod: PodSpecView,
  { field, name }: ContainerView,
  workspace: Workspace,
): ContainerFacts {
  const place = at(field, 'name') ?? field;
  const command = at(field, 'command');
  return {
    file,
    workload: workloadOf(manifest),
    name,
    at: { start: place.start, end: place.end },
    image: locatedText(at(field, 'image')),
    command: command?.kind === 'list' ? command.items.map((item) => textAt(item) ?? '') : null,
    hasArgs: items(at(field, 'args')).length > 0,
    env: (variable) => environment(field, variable, namespaceOf(manifest), workspace),
    ports: items(at(field, 'ports')).flatMap((port) => {
      const number = locatedNumber(at(port, 'containerPort'));
      return number
        ? [{ name: textAt(port, 'name') ?? null, number, transport: transport(textAt(port, 'protocol')) }]
        : [];
    }),
    probes: (['liveness', 'readiness', 'startup'] as const).flatMap((kind) => probe(kind, at(field, `${kind}Probe`))),
  };
}

/** `env` wins over `envFrom`; later sources of `envFrom` win over earlier ones. */
function environment(
  container: Field,
  name: string,
  namespace: string,
  workspace: Workspace,
): string | null | undefined {
  const own = items(at(container, 'env')).findLast((item) => textAt(item, 'name') === name);
  if (own) {
    if (at(own, 'value') !== undefined) return literal(textAt(own, 'value') ?? '');
    const reference = at(own, 'valueFrom', 'configMapKeyRef');
    return configMapValue(textAt(reference, 'name'), textAt(reference, 'key') ?? '', namespace, workspace) ?? null;
  }
  for (const source of [...items(at(container, 'envFrom'))].reverse()) {
    const prefix = textAt(source, 'prefix') ?? '';
    if (!name.startsWith(prefix)) continue;
    // A Secret's keys are known to the cluster only.
    if (at(source, 'secretRef')) return null;
    const value = configMapValue(
      textAt(source, 'configMapRef', 'name'),
      name.slice(prefix.length),
      namespace,
      workspace,
    );
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Null where the value is put together from other variables, `$(HOST):80`. */
function literal(value: string): string | null {
  return value.includes('$(') ? null : value;
}

/** Null: there is no such ConfigMap here, or several that differ, so the value is unknown. Undefined: it has no such key. */
function configMapValue(
  map: string | undefined,
  key: string,
  namespace: string,
  workspace: Workspace,
): string | null | undefined {
  const maps = workspace.inNamespace('ConfigMap', namespace).filter(({ manifest }) => manifest.name === map);
  const values = new Set(maps.map(({ manifest }) => textAt(manifest.root, 'data', key)));
  return values.size === 1 ? [...values][0] : null;
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
      port: locatedPort(at(handler, 'port')),
      at: { start: field.start, end: field.end },
    },
  ];
}

function servicePort(field: Field): ServicePortFacts[] {
  const port = locatedNumber(at(field, 'port'));
  if (!port) return [];
  return [
    { port, target: locatedPort(at(field, 'targetPort')) ?? port, transport: transport(textAt(field, 'protocol')) },
  ];
}

function transport(protocol: string | undefined): 'tcp' | 'udp' | 'sctp' {
  const name = protocol?.toLowerCase();
  return name === 'udp' || name === 'sctp' ? name : 'tcp';
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
