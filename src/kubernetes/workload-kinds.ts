/** Kinds with pods as peers list them; which of them a rule reads decides whether it speaks. */
const COMMON = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

export const KUBESCAPE_WORKLOADS: ReadonlySet<string> = new Set(COMMON);
/** kube-linter's `DeploymentLike`. */
export const DEPLOYMENT_LIKE: ReadonlySet<string> = new Set([...COMMON, 'ReplicationController', 'DeploymentConfig']);
/** checkov's checks of whole workloads. */
export const CHECKOV_WORKLOADS: ReadonlySet<string> = new Set([...COMMON, 'ReplicationController']);
/** checkov's checks of containers. */
export const CHECKOV_CONTAINERS: ReadonlySet<string> = new Set([
  ...COMMON,
  ...['ReplicationController', 'DeploymentConfig', 'PodTemplate'],
]);
