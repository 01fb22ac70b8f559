import type {
  LiveContainer,
  LiveUse,
  LiveVariable,
  LiveWorkload,
  LiveWorkloadKind,
} from '../../contract/live/live-cluster.ts';
import type { Cluster } from '../connect.ts';
import { type Container, podSpecOf, type PodSpec } from '../pods.ts';
import type { KubeObject } from '../types.ts';
import { readPods } from './pods.ts';

/** A longer value is no setting of a program, and is not told. */
export const LONGEST = 1000;

export async function workloadOf(cluster: Cluster, object: KubeObject, signal: AbortSignal): Promise<LiveWorkload> {
  const { namespace = '', name } = object.metadata;
  const spec = podSpecOf(object);
  return {
    kind: object.kind as LiveWorkloadKind,
    namespace,
    name,
    labels: labelsOf(object),
    // A sidecar is a container, too.
    containers: [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(containerOf),
    mounts: mountsOf(spec),
    pods: await readPods(cluster, object, signal),
  };
}

/** What its pods take of their namespace. */
export function usesOf({ containers, mounts }: LiveWorkload): LiveUse[] {
  return [
    ...containers.flatMap(({ env, envFrom }) => [...env.flatMap(({ from }) => from ?? []), ...envFrom]),
    ...mounts,
  ];
}

function labelsOf(object: KubeObject): Readonly<Record<string, string>> {
  const spec = object['spec'] as { template?: Template; jobTemplate?: { spec?: { template?: Template } } } | undefined;
  return (spec?.template ?? spec?.jobTemplate?.spec?.template)?.metadata?.labels ?? {};
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
}

function containerOf({ name, image = '', ports = [], env = [], envFrom = [] }: Container): LiveContainer {
  return {
    name,
    image,
    ports: ports.map(({ containerPort }) => containerPort),
    env: env.map(variableOf),
    envFrom: envFrom.flatMap(({ prefix = '', configMapRef, secretRef }) => [
      ...use('ConfigMap', configMapRef).map((one) => ({ ...one, prefix })),
      ...use('Secret', secretRef).map((one) => ({ ...one, prefix })),
    ]),
  };
}

function variableOf({ name, value = '', valueFrom }: NonNullable<Container['env']>[number]): LiveVariable {
  const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom ?? {};
  const from = [
    ...use('ConfigMap', map).map((one) => ({ ...one, key: map?.key ?? '' })),
    ...use('Secret', secret).map((one) => ({ ...one, key: secret?.key ?? '' })),
  ];
  return { name, value: valueFrom || value.length > LONGEST ? null : value, from: from[0] ?? null };
}

function mountsOf(spec: PodSpec | undefined): LiveUse[] {
  return (spec?.volumes ?? []).flatMap(({ secret, configMap, projected }) => [
    ...use('Secret', secret && { ...secret, name: secret.secretName ?? '' }),
    ...use('ConfigMap', configMap),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...use('Secret', source.secret),
      ...use('ConfigMap', source.configMap),
    ]),
  ]);
}

function use(
  kind: LiveUse['kind'],
  reference: { readonly name?: string; readonly optional?: boolean } | undefined,
): LiveUse[] {
  return reference?.name ? [{ kind, name: reference.name, optional: reference.optional === true }] : [];
}
