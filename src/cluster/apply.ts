import { Problem } from '../words/problem.ts';
import { compare } from './comparable.ts';
import type { Cluster } from './connect.ts';
import { definedKind, untilServed } from './definitions.ts';
import { kindOf } from './discovery.ts';
import { pathOf } from './kinds.ts';
import { getWhole, type Reference, slim } from './objects.ts';
import { json } from './request.ts';
import type { KubeObject, ObjectDiff } from './types.ts';

const FIELD_MANAGER = 'gantry';

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
  const diffs: ObjectDiff[] = [];
  for (const object of inOrder(objects)) {
    const target = await targetOf(cluster, object, objects, options);
    const before = target.isKindNew ? null : await getWhole(cluster, target.reference, options.signal);
    // An object of a kind that only the same set defines cannot be tried on the server: it is shown as written.
    const after = target.isKindNew ? target.object : await dryRun(cluster, target, objects, options);
    const { same, ...texts } = compare(before, after);
    diffs.push({
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: target.reference.namespace,
      name: object.metadata.name,
      change: before === null ? 'create' : same ? 'none' : 'update',
      ...texts,
    });
  }
  return diffs;
}

/** Applies objects one after another in an order that works (namespaces, definitions and what is referenced first). */
export async function* apply(
  cluster: Cluster,
  objects: readonly KubeObject[],
  options: ApplyOptions,
): AsyncGenerator<Applied> {
  for (const object of inOrder(objects)) {
    const target = await targetOf(cluster, object, objects, options);
    if (target.isKindNew) await untilServed(cluster, target.reference.kind, options.signal);
    const before = await getWhole(cluster, target.reference, options.signal);
    const applied = await send(cluster, target, options, false);
    // The version also grows when a controller writes the status.
    const result = before === null ? 'created' : compare(before, applied).same ? 'unchanged' : 'configured';
    yield { object: slim(applied), result };
  }
}

const FIRST = [
  'Namespace',
  'CustomResourceDefinition',
  'PriorityClass',
  'StorageClass',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

/** In an order in which everything is there before what needs it; otherwise as given. */
export function inOrder(objects: readonly KubeObject[]): KubeObject[] {
  const rank = ({ kind }: KubeObject) => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return [...objects].sort((a, b) => rank(a) - rank(b));
}

interface Target {
  readonly reference: Reference;
  readonly object: KubeObject;
  /** Only a definition in the same set makes the kind known. */
  readonly isKindNew: boolean;
}

async function targetOf(
  cluster: Cluster,
  object: KubeObject,
  set: readonly KubeObject[],
  { namespace, signal }: ApplyOptions,
): Promise<Target> {
  const { name } = object.metadata as { name?: string };
  if (!name) {
    throw new Problem({
      kind: 'invalid-input',
      what: ['A {0} without a name cannot be applied', object.kind],
      next: ['Write `metadata.name`; `generateName` makes a new object each time'],
    });
  }
  const defined = definedKind(object, set);
  let isKindNew = false;
  const kind = await kindOf(cluster, object.apiVersion, object.kind, signal).catch((error: unknown) => {
    if (!defined || !(error instanceof Problem) || error.details.kind !== 'apply-rejected') throw error;
    isKindNew = true;
    return defined;
  });
  const own = kind.namespaced ? (object.metadata.namespace ?? namespace) : null;
  return {
    reference: { kind, namespace: own, name },
    object: own === null ? object : { ...object, metadata: { ...object.metadata, namespace: own } },
    isKindNew,
  };
}

/** Nor can an object be tried in a namespace that only the same set creates. */
async function dryRun(
  cluster: Cluster,
  target: Target,
  set: readonly KubeObject[],
  options: ApplyOptions,
): Promise<KubeObject> {
  try {
    return await send(cluster, target, options, true);
  } catch (error) {
    const isNamespaceNew = set.some(
      ({ kind, metadata }) => kind === 'Namespace' && metadata.name === target.reference.namespace,
    );
    if (isNamespaceNew && error instanceof Problem && error.details.kind === 'not-found') return target.object;
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
    // JSON is YAML, and this name is the one that every version of the server accepts.
    contentType: 'application/apply-patch+yaml',
    body: object,
    purpose: `apply ${reference.kind.plural}`,
    ...(options.signal ? { signal: options.signal } : {}),
  });
}
