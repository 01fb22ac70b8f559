import { stringify } from 'yaml';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { pathOf } from './kinds.ts';
import { kindOf } from './discovery.ts';
import { get, slim } from './objects.ts';
import { json } from './request.ts';
import type { KubeObject, ObjectDiff } from './types.ts';

export const FIELD_MANAGER = 'gantry';

export interface ApplyOptions {
  /** For objects that name none. */
  readonly namespace: string;
  /** Takes fields over from other managers. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
}

export interface Applied {
  readonly object: KubeObject;
  readonly result: 'created' | 'configured' | 'unchanged';
}

/** What the server would make of the objects: a server-side dry run, compared with what is there. */
export async function diff(
  cluster: Cluster,
  objects: readonly KubeObject[],
  options: ApplyOptions,
): Promise<ObjectDiff[]> {
  const newNamespaces = new Set(
    objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
  );
  const diffs: ObjectDiff[] = [];
  for (const object of inOrder(objects)) {
    const target = await targetOf(cluster, object, options);
    const before = await get(cluster, target.reference, options.signal);
    const after = await dryRun(
      cluster,
      target,
      options,
      before === null && newNamespaces.has(target.reference.namespace ?? ''),
    );
    const texts = { before: before ? readable(before) : '', after: readable(after) };
    diffs.push({
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: target.reference.namespace,
      name: object.metadata.name,
      change: before === null ? 'create' : texts.before === texts.after ? 'none' : 'update',
      ...texts,
    });
  }
  return diffs;
}

/** Applies objects one after another in an order that works (namespaces and what is referenced first). */
export async function* apply(
  cluster: Cluster,
  objects: readonly KubeObject[],
  options: ApplyOptions,
): AsyncGenerator<Applied> {
  for (const object of inOrder(objects)) {
    const target = await targetOf(cluster, object, options);
    const before = await get(cluster, target.reference, options.signal);
    const applied = await send(cluster, target, options, false);
    // The version also grows when a controller writes the status.
    const same = before !== null && readable(before) === readable(applied);
    yield { object: slim(applied), result: before === null ? 'created' : same ? 'unchanged' : 'configured' };
  }
}

const FIRST = [
  'Namespace',
  'CustomResourceDefinition',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'Service',
];

function inOrder(objects: readonly KubeObject[]): KubeObject[] {
  const rank = ({ kind }: KubeObject) => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return [...objects].sort((a, b) => rank(a) - rank(b));
}

interface Target {
  readonly reference: {
    readonly kind: Awaited<ReturnType<typeof kindOf>>;
    readonly namespace: string | null;
    readonly name: string;
  };
  readonly object: KubeObject;
}

async function targetOf(cluster: Cluster, object: KubeObject, { namespace, signal }: ApplyOptions): Promise<Target> {
  const kind = await kindOf(cluster, object.apiVersion, object.kind, signal);
  const own = kind.namespaced ? (object.metadata.namespace ?? namespace) : null;
  return {
    reference: { kind, namespace: own, name: object.metadata.name },
    object: own === null ? object : { ...object, metadata: { ...object.metadata, namespace: own } },
  };
}

/** An object of a namespace that the same set creates cannot be tried on the server: it is shown as written. */
async function dryRun(
  cluster: Cluster,
  target: Target,
  options: ApplyOptions,
  inNewNamespace: boolean,
): Promise<KubeObject> {
  try {
    return await send(cluster, target, options, true);
  } catch (error) {
    if (inNewNamespace && error instanceof Problem && error.details.kind === 'not-found') return target.object;
    throw error;
  }
}

function send(
  cluster: Cluster,
  { reference, object }: Target,
  options: ApplyOptions,
  isDryRun: boolean,
): Promise<KubeObject> {
  return json<KubeObject>(cluster, {
    method: 'PATCH',
    path: pathOf(reference.kind, reference.namespace, reference.name),
    query: {
      fieldManager: FIELD_MANAGER,
      fieldValidation: 'Strict',
      force: options.force === true ? true : undefined,
      dryRun: isDryRun ? 'All' : undefined,
    },
    // JSON is YAML; server-side apply accepts nothing else by this name before 1.3x.
    contentType: 'application/apply-patch+yaml',
    body: object,
    purpose: `apply ${reference.kind.plural}`,
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

/** YAML for comparing: without what the server changes by itself. */
function readable(object: KubeObject): string {
  const { status: _, ...rest } = slim(object);
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _created,
    ...metadata
  } = rest.metadata;
  return stringify({ ...rest, metadata }, { lineWidth: 0, sortMapEntries: true, aliasDuplicateObjects: false });
}
