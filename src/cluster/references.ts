import type { Cluster } from './connect.ts';
import { KINDS, pathOf } from './kinds.ts';
import { json } from './request.ts';
import { type PodSpec, podSpecOf } from './pods.ts';
import { Problem } from '../words/problem.ts';
import type { KubeObject, MissingReference } from './types.ts';

export interface ReferenceOptions {
  /** For objects that name none. */
  readonly namespace: string;
  readonly signal?: AbortSignal;
}

/**
 * Secrets and ConfigMaps (and keys of them) that the workloads among `objects` need, and that neither the set nor the cluster
 * has. References marked optional do not count. A Secret that may not be read counts as there.
 */
export async function missingReferences(
  cluster: Cluster,
  objects: readonly KubeObject[],
  options: ReferenceOptions,
): Promise<MissingReference[]> {
  const missing: MissingReference[] = [];
  for (const needed of collect(objects, options.namespace)) {
    const inSet = objects.find(
      ({ kind, metadata }) =>
        kind === needed.kind &&
        metadata.name === needed.name &&
        (metadata.namespace ?? options.namespace) === needed.namespace,
    );
    const present = inSet ? keysOf(inSet) : await keysInCluster(cluster, needed, options.signal);
    if (present === 'unknown') continue;
    if (present === null) missing.push(needed);
    else {
      const keys = needed.keys.filter((key) => !present.includes(key));
      if (keys.length > 0) missing.push({ ...needed, keys });
    }
  }
  return missing;
}

function collect(objects: readonly KubeObject[], namespace: string): MissingReference[] {
  const found = new Map<string, MissingReference>();
  for (const object of objects) {
    const spec = podSpecOf(object);
    if (!spec) continue;
    const place = object.metadata.namespace ?? namespace;
    for (const { kind, name, keys } of referencesOf(spec)) {
      const id = `${kind}/${place}/${name}`;
      const before = found.get(id);
      found.set(id, {
        kind,
        namespace: place,
        name,
        keys: [...new Set([...(before?.keys ?? []), ...keys])],
        referencedBy: before?.referencedBy ?? `${object.kind} ${object.metadata.name}`,
      });
    }
  }
  return [...found.values()];
}

type Named = Pick<MissingReference, 'kind' | 'name' | 'keys'>;

function* referencesOf(spec: PodSpec): Generator<Named> {
  for (const { env = [], envFrom = [] } of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
    for (const { valueFrom } of env) {
      yield* named('Secret', valueFrom?.secretKeyRef, keyList(valueFrom?.secretKeyRef?.key));
      yield* named('ConfigMap', valueFrom?.configMapKeyRef, keyList(valueFrom?.configMapKeyRef?.key));
    }
    for (const { secretRef, configMapRef } of envFrom) {
      yield* named('Secret', secretRef, []);
      yield* named('ConfigMap', configMapRef, []);
    }
  }
  for (const { secret, configMap, projected } of spec.volumes ?? []) {
    if (secret?.secretName) {
      yield* named('Secret', { name: secret.secretName, optional: secret.optional ?? false }, itemKeys(secret.items));
    }
    yield* named('ConfigMap', configMap, itemKeys(configMap?.items));
    for (const source of projected?.sources ?? []) {
      yield* named('Secret', source.secret, itemKeys(source.secret?.items));
      yield* named('ConfigMap', source.configMap, itemKeys(source.configMap?.items));
    }
  }
  // The kubelet starts a pod whose pull secret is absent, but a private image then cannot be pulled.
  for (const secret of spec.imagePullSecrets ?? []) yield* named('Secret', secret, []);
}

function* named(
  kind: Named['kind'],
  reference: { readonly name?: string; readonly optional?: boolean } | undefined,
  keys: readonly string[],
): Generator<Named> {
  if (reference?.name && reference.optional !== true) yield { kind, name: reference.name, keys };
}

function keyList(key: string | undefined): string[] {
  return key === undefined ? [] : [key];
}

function itemKeys(items: readonly { readonly key: string }[] | undefined): string[] {
  return (items ?? []).map(({ key }) => key);
}

function keysOf(object: KubeObject): string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((field) =>
    Object.keys((object[field] as object | undefined) ?? {}),
  );
}

/** Only the names of the keys are kept of the answer. */
async function keysInCluster(
  cluster: Cluster,
  { kind, namespace, name }: MissingReference,
  signal?: AbortSignal,
): Promise<string[] | null | 'unknown'> {
  try {
    const path = pathOf(KINDS[kind], namespace, name);
    return keysOf(
      await json<KubeObject>(cluster, { path, ...(signal ? { signal } : {}), purpose: `get ${KINDS[kind].plural}` }),
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.details.kind === 'not-found') return null;
    if (error.details.kind === 'forbidden') return 'unknown';
    throw error;
  }
}
