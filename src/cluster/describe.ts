import { stringify } from 'yaml';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { KINDS } from './kinds.ts';
import { get, list, type Reference } from './objects.ts';
import { podSpecOf, statusOf } from './pods.ts';
import type { KubeObject } from './types.ts';

/** A readable account of an object: what it is, its containers, its conditions, and what lately happened to it. */
export async function describe(cluster: Cluster, reference: Reference, signal?: AbortSignal): Promise<string> {
  const object = await get(cluster, reference, signal);
  if (!object)
    throw new Problem({ kind: 'not-found', what: ['`{0}` is gone', reference.name], next: ['Refresh the view'] });
  const events = await list(cluster, KINDS.Event, reference.namespace, {
    fieldSelector: `involvedObject.name=${reference.name},involvedObject.kind=${reference.kind.kind}`,
    ...(signal ? { signal } : {}),
  }).catch(() => []);
  return [
    ...head(object),
    ...section('Containers', containerLines(object)),
    ...section('Conditions', conditionLines(object)),
    ...section('Specification', specification(object)),
    ...section('Events', eventLines(events)),
    '',
  ].join('\n');
}

function head({ kind, apiVersion, metadata }: KubeObject): string[] {
  const pairs = (map: Readonly<Record<string, string>> | undefined) =>
    Object.entries(map ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join('\n             ') || '–';
  return [
    `Name:        ${metadata.name}`,
    ...(metadata.namespace ? [`Namespace:   ${metadata.namespace}`] : []),
    `Kind:        ${kind} (${apiVersion})`,
    `Created:     ${metadata.creationTimestamp ?? '–'}`,
    `Labels:      ${pairs(metadata.labels)}`,
    `Annotations: ${pairs(metadata.annotations)}`,
    ...(metadata.ownerReferences ?? []).map(({ kind: owner, name }) => `Owned by:    ${owner} ${name}`),
  ];
}

function section(title: string, content: readonly string[]): string[] {
  return content.length === 0 ? [] : ['', `${title}:`, ...content.map((line) => `  ${line}`)];
}

function containerLines(object: KubeObject): string[] {
  const spec = podSpecOf(object);
  const { containerStatuses = [], initContainerStatuses = [] } = object.kind === 'Pod' ? statusOf(object) : {};
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].flatMap(({ name, image, ports = [] }) => {
    const status = [...initContainerStatuses, ...containerStatuses].find((one) => one.name === name);
    const state = Object.entries(status?.state ?? {})[0];
    return [
      `${name}: ${image ?? '–'}`,
      ...(ports.length > 0 ? [`  ports:    ${ports.map(({ containerPort }) => containerPort).join(', ')}`] : []),
      ...(status ? [`  ready:    ${status.ready}, restarts: ${status.restartCount}`] : []),
      ...(state ? [`  state:    ${state[0]} ${JSON.stringify(state[1])}`] : []),
    ];
  });
}

function conditionLines(object: KubeObject): string[] {
  const { conditions = [] } = statusOf(object);
  return conditions.map(({ type, status, reason = '', message = '' }) =>
    `${type}=${status}  ${reason}  ${message}`.trimEnd(),
  );
}

/** The containers are told above. */
function specification(object: KubeObject): string[] {
  const rest = object.kind === 'ConfigMap' || object.kind === 'Secret' ? object['data'] : object['spec'];
  if (rest === undefined || rest === null) return [];
  return stringify(rest, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split('\n');
}

function eventLines(events: readonly KubeObject[]): string[] {
  const seen = (event: KubeObject) =>
    text(event, 'lastTimestamp') || text(event, 'eventTime') || (event.metadata.creationTimestamp ?? '');
  return [...events]
    .sort((a, b) => (seen(a) < seen(b) ? -1 : 1))
    .slice(-20)
    .map(
      (event) => `${seen(event)}  ${text(event, 'type')}  ${text(event, 'reason')}  ${text(event, 'message').trim()}`,
    );
}

function text(object: KubeObject, field: string): string {
  const value = object[field];
  return typeof value === 'string' ? value : '';
}
