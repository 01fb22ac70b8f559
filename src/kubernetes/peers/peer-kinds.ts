import type { Manifest } from '../model.ts';
import type { ContainerView } from '../pods/workloads.ts';

/**
 * Of these aliases, the ones whose rule looks at such an object at all, and at such a container of it: no peer looks at
 * every kind that runs pods, and some pass over init containers.
 */
export function heardOf(
  { kind, apiVersion }: Manifest,
  aliases: readonly string[],
  container: ContainerView['kind'] = 'container',
): readonly string[] {
  // A container of a Pod or a Deployment is everybody's.
  const isPlain = (kind === 'Pod' && apiVersion === 'v1') || (kind === 'Deployment' && apiVersion === 'apps/v1');
  if (isPlain && container === 'container') return aliases;
  const isBuiltIn = /^(?:v1|apps\/.*|batch\/.*|extensions\/.*)$/.test(apiVersion);
  return aliases.filter((alias) => {
    const source = alias.slice(0, alias.indexOf(':'));
    if (!isBuiltIn && TYPED.has(source)) return false;
    if (kind === 'PodTemplate' && CHECKOV_OF_PODS.has(alias)) return false;
    if (container === 'ephemeral' && !EPHEMERAL.has(source)) return false;
    if (container !== 'container' && (source === 'kubescape' || MAIN_CONTAINERS.has(alias))) return false;
    return KINDS[source]?.has(kind) ?? true;
  });
}

const kinds = (...more: string[]): ReadonlySet<string> =>
  new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', ...more]);

export const KUBESCAPE_WORKLOADS = kinds('ReplicaSet');
/** kube-linter's `DeploymentLike`. */
export const DEPLOYMENT_LIKE = kinds('ReplicaSet', 'ReplicationController', 'DeploymentConfig');
/** checkov's checks of whole workloads. */
export const CHECKOV_WORKLOADS = kinds('ReplicaSet', 'ReplicationController');
/** checkov's checks of containers. */
export const CHECKOV_CONTAINERS = kinds('ReplicaSet', 'ReplicationController', 'DeploymentConfig', 'PodTemplate');

/** By source, the kinds that its rules about pods look at; a source that is not here looks at whatever has a pod spec. */
const KINDS: Readonly<Record<string, ReadonlySet<string>>> = {
  'kube-linter': kinds('ReplicaSet', 'ReplicationController'),
  'kube-score': kinds(),
  kubescape: KUBESCAPE_WORKLOADS,
  trivy: kinds('ReplicaSet', 'ReplicationController'),
  checkov: kinds('ReplicaSet', 'ReplicationController', 'PodTemplate'),
  psa: kinds('ReplicaSet', 'ReplicationController', 'PodTemplate'),
};

/** Sources that read objects as the types of Kubernetes, so that a custom resource of a known kind is nothing to them. */
const TYPED: ReadonlySet<string> = new Set(['kube-linter', 'kube-score', 'psa']);

/** Sources that look at ephemeral containers. */
const EPHEMERAL: ReadonlySet<string> = new Set(['kube-linter', 'psa']);

/** checkov's checks of whole pods; those of containers look at PodTemplates, too. */
const CHECKOV_OF_PODS: ReadonlySet<string> = new Set(
  [17, 18, 19, 23, 27, 29, 31, 38, 40, 41].map((number) => `checkov:CKV_K8S_${String(number)}`),
);

/** Rules that pass over init containers; all of kubescape's do. */
const MAIN_CONTAINERS: ReadonlySet<string> = new Set([
  ...CHECKOV_OF_PODS,
  'polaris:procMount',
  'polaris:hostProcess',
  'kube-score:container-seccomp-profile',
]);
