import { at, entries, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ProbeFacts } from '../containers/containers.ts';
import { ENV_PATH } from './environment-patches.ts';

/** An item of `env` that a patch sets. */
export interface PatchedItem {
  /** Of whom: a container's name, or its place in the list. */
  readonly container: string | number;
  /** Null: the variable stands at this place in the container's own list. */
  readonly name: Field | null;
  readonly index: number | null;
  readonly value: Field | null;
}

/** The path that a probe asks by a patch. */
export interface PatchedPath {
  readonly container: string | number;
  readonly probe: ProbeFacts['kind'];
  readonly path: Field;
  /** Null: as in the manifest. */
  readonly port: Field | null;
}

/** A port of a container that a patch writes in the place of its own. */
export interface PatchedPort {
  readonly container: string | number;
  readonly value: Field;
}

/** A key of a ConfigMap. */
export interface PatchedKey {
  readonly key: Field;
  readonly value: Field;
}

/** What a patch sets of what the contract asks for. */
export interface PatchContent {
  readonly variables: readonly PatchedItem[];
  readonly paths: readonly PatchedPath[];
  readonly ports: readonly PatchedPort[];
  /** Null: the patch is a list of operations, of which those on data are not read. */
  readonly data: readonly PatchedKey[] | null;
}

/** Of a patch that is a list of operations, or a part of the object. */
export function patchContent(root: Field): PatchContent {
  return root.kind === 'list'
    ? {
        variables: operations(root),
        paths: pathOperations(root),
        ports: portOperations(root),
        data: null,
      }
    : {
        variables: merged(root),
        paths: mergedPaths(root),
        ports: mergedPorts(root),
        data: dataIn(root),
      };
}

/** What is null there is taken out. */
function dataIn(root: Field): PatchedKey[] {
  return entries(at(root, 'data')).flatMap(({ key, keyRange, value }) =>
    valueAt(value) === null ? [] : [{ key: { kind: 'scalar', value: key, ...keyRange }, value }],
  );
}

const PORT =
  /^\/spec\/template\/spec\/containers\/(\d+)\/(?:ports\/\d+\/containerPort|(?:liveness|readiness|startup)Probe\/(?:httpGet|tcpSocket|grpc)\/port)$/;

function portOperations(list: Field): PatchedPort[] {
  return items(list).flatMap((operation): PatchedPort[] => {
    const [, container] = PORT.exec(textAt(operation, 'path') ?? '') ?? [];
    const value = at(operation, 'value');
    const isSet = /^(?:add|replace)$/.test(textAt(operation, 'op') ?? '');
    return isSet && value?.kind === 'scalar' && container !== undefined
      ? [{ container: Number(container), value }]
      : [];
  });
}

function mergedPorts(root: Field): PatchedPort[] {
  return items(at(root, 'spec', 'template', 'spec', 'containers')).flatMap((one) => {
    const container = textAt(one, 'name');
    return container === undefined ? [] : portsOf(one, container);
  });
}

/** Of a part of a container that is merged into it: what it says of ports is added to those that are there. */
export function portsOf(part: Field, container: string): PatchedPort[] {
  const handlers = KINDS.flatMap((kind) => HANDLERS.map((handler) => at(part, `${kind}Probe`, handler)));
  const own = handlers.filter((handler) => !at(handler, 'host'));
  const found = [
    ...items(at(part, 'ports')).map((port) => at(port, 'containerPort')),
    ...own.map((handler) => at(handler, 'port')),
  ];
  return found.flatMap((value) => (value?.kind === 'scalar' ? [{ container, value }] : []));
}

/** https://www.rfc-editor.org/rfc/rfc6902: what is added to `env`, or written in its place. */
function operations(list: Field): PatchedItem[] {
  return items(list).flatMap((operation): PatchedItem[] => {
    if (!/^(?:add|replace)$/.test(textAt(operation, 'op') ?? '')) return [];
    const path = ENV_PATH.exec(textAt(operation, 'path') ?? '');
    const value = at(operation, 'value');
    if (!path || !value) return [];
    const container = Number(path[1]);
    if (path[3] !== undefined) return [{ container, name: null, index: Number(path[2]), value }];
    return (path[2] === undefined ? items(value) : [value]).flatMap((item) => variable(item, container));
  });
}

/** A strategic merge patch of a workload. */
function merged(root: Field): PatchedItem[] {
  return items(at(root, 'spec', 'template', 'spec', 'containers')).flatMap((one) => {
    const container = textAt(one, 'name');
    return container === undefined ? [] : items(at(one, 'env')).flatMap((item) => variable(item, container));
  });
}

const PROBE =
  /^\/spec\/template\/spec\/containers\/(\d+)\/(liveness|readiness|startup)Probe(?:\/(httpGet)(?:\/(path))?)?$/;

function pathOperations(list: Field): PatchedPath[] {
  return items(list).flatMap((operation): PatchedPath[] => {
    const [, index, probe, handler, alone] = PROBE.exec(textAt(operation, 'path') ?? '') ?? [];
    const value = at(operation, 'value');
    if (!value || probe === undefined || !/^(?:add|replace)$/.test(textAt(operation, 'op') ?? '')) return [];
    const kind = probe as ProbeFacts['kind'];
    const container = Number(index);
    if (alone !== undefined) return [{ container, probe: kind, path: value, port: null }];
    return asked(handler === undefined ? at(value, 'httpGet') : value, container, kind);
  });
}

function mergedPaths(root: Field): PatchedPath[] {
  return items(at(root, 'spec', 'template', 'spec', 'containers')).flatMap((one) => {
    const container = textAt(one, 'name');
    return container === undefined ? [] : pathsOf(one, container);
  });
}

/** The paths that probes of a container, or of a patch of one, ask. */
export function pathsOf(container: Field, name: string): PatchedPath[] {
  return KINDS.flatMap((kind) => asked(at(container, `${kind}Probe`, 'httpGet'), name, kind));
}

const KINDS = ['liveness', 'readiness', 'startup'] as const;
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

function asked(handler: Field | undefined, container: string | number, probe: ProbeFacts['kind']): PatchedPath[] {
  const path = at(handler, 'path');
  return path && !at(handler, 'host') ? [{ container, probe, path, port: at(handler, 'port') ?? null }] : [];
}

function variable(item: Field, container: string | number): PatchedItem[] {
  const name = at(item, 'name');
  return name ? [{ container, name, index: null, value: at(item, 'value') ?? null }] : [];
}
