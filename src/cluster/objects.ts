import { stringify } from 'yaml';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { KINDS, pathOf } from './kinds.ts';
import { json } from './request.ts';
import type { Kind, KubeObject } from './types.ts';

/** Which object of a cluster. `namespace` null for kinds without one. */
export interface Reference {
  readonly kind: Kind;
  readonly namespace: string | null;
  readonly name: string;
}

const PAGE = 500;

/** All objects of a kind, in chunks of 500; values of Secrets are replaced (`withoutSecrets`). */
export async function list(
  cluster: Cluster,
  kind: Kind,
  namespace: string | null,
  options: { readonly signal?: AbortSignal; readonly labelSelector?: string; readonly fieldSelector?: string } = {},
): Promise<KubeObject[]> {
  return (await listWithVersion(cluster, kind, namespace, options)).objects;
}

/** As `list`, with the version that a watch can start from. */
export async function listWithVersion(
  cluster: Cluster,
  kind: Kind,
  namespace: string | null,
  {
    signal,
    labelSelector,
    fieldSelector,
  }: { signal?: AbortSignal; labelSelector?: string; fieldSelector?: string } = {},
): Promise<{ objects: KubeObject[]; resourceVersion: string }> {
  const objects: KubeObject[] = [];
  let resourceVersion = '';
  let next: string | undefined;
  do {
    const page: ObjectList = await json(cluster, {
      path: pathOf(kind, namespace),
      query: { limit: PAGE, continue: next, labelSelector, fieldSelector },
      purpose: `list ${kind.plural}`,
      ...(signal ? { signal } : {}),
    });
    for (const item of page.items) objects.push(slim({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }));
    resourceVersion = page.metadata.resourceVersion ?? '';
    next = page.metadata.continue === '' ? undefined : page.metadata.continue;
  } while (next !== undefined);
  return { objects, resourceVersion };
}

interface ObjectList {
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly KubeObject[];
}

/** One object, or null where there is none; values of a Secret are replaced. */
export async function get(cluster: Cluster, reference: Reference, signal?: AbortSignal): Promise<KubeObject | null> {
  const object = await getWhole(cluster, reference, signal);
  return object && slim(object);
}

/** As `get`, with the values of a Secret: to compare them, never to keep or show them. */
export async function getWhole(
  cluster: Cluster,
  { kind, namespace, name }: Reference,
  signal?: AbortSignal,
): Promise<KubeObject | null> {
  try {
    const path = pathOf(kind, namespace, name);
    return await json<KubeObject>(cluster, { path, purpose: `get ${kind.plural}`, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (error instanceof Problem && error.details.kind === 'not-found') return null;
    throw error;
  }
}

/** Deletes an object and, in the background, what it owns. */
export async function remove(
  cluster: Cluster,
  { kind, namespace, name }: Reference,
  signal?: AbortSignal,
): Promise<void> {
  await json(cluster, {
    method: 'DELETE',
    path: pathOf(kind, namespace, name),
    query: { propagationPolicy: 'Background' },
    purpose: `delete ${kind.plural}`,
    ...(signal ? { signal } : {}),
  });
}

/** Creates an Opaque Secret from plain values, which go to the cluster and nowhere else. */
export async function createSecret(
  cluster: Cluster,
  namespace: string,
  name: string,
  values: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  await json(cluster, {
    method: 'POST',
    path: pathOf(KINDS.Secret, namespace),
    query: { fieldManager: 'gantry' },
    body: { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { name, namespace }, stringData: values },
    purpose: 'create secrets',
    ...(signal ? { signal } : {}),
  });
}

/** The object as YAML for reading: without managed fields, Secret values masked. */
export function toYaml(object: KubeObject): string {
  return stringify(slim(object), { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Without managed fields and without the values of a Secret: what is kept of an object. */
export function slim(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & { managedFields?: unknown };
  const annotations = { ...metadata.annotations };
  if (object.kind !== 'Secret') return { ...object, metadata };
  // kubectl apply leaves the whole Secret in an annotation.
  const applied = 'kubectl.kubernetes.io/last-applied-configuration';
  if (applied in annotations) annotations[applied] = '…';
  const masked = { ...object, metadata: { ...metadata, ...(metadata.annotations ? { annotations } : {}) } };
  for (const field of ['data', 'stringData'] as const) {
    const values = object[field];
    if (typeof values !== 'object' || values === null) continue;
    Object.assign(masked, {
      [field]: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, mask(field, value)])),
    });
  }
  return masked;
}

/** The size is all that is told of a value. */
function mask(field: 'data' | 'stringData', value: unknown): string {
  const text = String(value);
  const bytes = field === 'data' ? Buffer.from(text, 'base64').length : Buffer.byteLength(text);
  return `*** (${bytes} bytes)`;
}
