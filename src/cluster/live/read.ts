import type {
  LiveCluster,
  LiveConfig,
  LiveConfigKind,
  LiveKind,
  LiveObject,
  LiveService,
  LiveTarget,
} from '../../contract/live/live-cluster.ts';
import type { Cluster } from '../connect.ts';
import type { KubeObject } from '../types.ts';
import { createFinder } from './find.ts';
import { readEndpoints } from './endpoints.ts';
import { LONGEST, usesOf, workloadOf } from './workload.ts';

export interface LiveOptions {
  /** Where objects that name no namespace are applied. */
  readonly namespace: string;
  readonly signal: AbortSignal;
}

/**
 * What a cluster has of some objects, in few bounded questions: by kind and name over all namespaces, or, for those who may not
 * ask that, in the namespaces that are named. Of pods only what their owners say, and a few of those that are not well.
 * Values of Secrets stay here. Throws a Problem where the cluster does not answer.
 */
export async function readLive(
  cluster: Cluster,
  targets: readonly LiveTarget[],
  { namespace, signal }: LiveOptions,
): Promise<LiveCluster> {
  const finder = createFinder(cluster, namespace, signal);
  const isOf =
    (...kinds: LiveKind[]) =>
    ({ kind }: LiveTarget) =>
      kinds.includes(kind);
  const isWorkload = (target: LiveTarget) => !isOf('Service', 'ConfigMap', 'Secret', 'Ingress', 'HTTPRoute')(target);
  const [workloads, services, routes] = await Promise.all([
    found(targets.filter(isWorkload), (object) => workloadOf(cluster, object, signal)),
    found(targets.filter(isOf('Service')), (object) => serviceOf(cluster, object, signal)),
    found(targets.filter(isOf('Ingress', 'HTTPRoute')), (object) => Promise.resolve(nameOf(object))),
  ]);
  // kustomize calls what it generates as only the workload on the cluster knows.
  const used = workloads.flatMap((workload) =>
    usesOf(workload).map((use): LiveTarget => ({ ...use, namespace: workload.namespace })),
  );
  const configs = await found([...targets.filter(isOf('ConfigMap', 'Secret')), ...used], (object) =>
    Promise.resolve(configOf(object)),
  );
  return { context: cluster.context, namespace, workloads, services, routes, configs, sought: finder.sought() };

  async function found<Live>(some: readonly LiveTarget[], of: (object: KubeObject) => Promise<Live>): Promise<Live[]> {
    const objects = new Map<string, KubeObject>();
    for (const object of (await Promise.all(groups(some).map((group) => finder.find(group)))).flat())
      objects.set(`${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`, object);
    return Promise.all([...objects.values()].map((object) => finder.turn(() => of(object))));
  }
}

/** Targets of one kind and name, which one question finds. */
function groups(targets: readonly LiveTarget[]): LiveTarget[][] {
  const byName = new Map<string, LiveTarget[]>();
  for (const target of targets) {
    const key = `${target.kind}/${target.name}`;
    byName.set(key, [...(byName.get(key) ?? []), target]);
  }
  return [...byName.values()];
}

function nameOf({ kind, metadata: { namespace = '', name } }: KubeObject): LiveObject {
  return { kind: kind as LiveKind, namespace, name };
}

async function serviceOf(cluster: Cluster, object: KubeObject, signal: AbortSignal): Promise<LiveService> {
  const { selector, ports = [] } = (object['spec'] ?? {}) as ServiceSpec;
  const { namespace, name } = nameOf(object);
  return {
    kind: 'Service',
    namespace,
    name,
    selector: selector ?? null,
    ports: ports.map(({ port, targetPort }) => ({ port, target: String(targetPort ?? port) })),
    endpoints: selector ? await readEndpoints(cluster, namespace, name, signal) : null,
  };
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
}

function configOf(object: KubeObject): LiveConfig {
  const { data = {}, binaryData = {} } = object as { data?: Record<string, string>; binaryData?: object };
  const isTold = (value: string) => object.kind === 'ConfigMap' && value.length <= LONGEST;
  return {
    ...nameOf(object),
    kind: object.kind as LiveConfigKind,
    data: Object.fromEntries([
      ...Object.entries(data).map(([key, value]) => [key, isTold(value) ? value : null] as const),
      ...Object.keys(binaryData).map((key) => [key, null] as const),
    ]),
  };
}
