import type { Manifest } from '../model.ts';
import type { ManifestSubject } from '../subject.ts';
import type { PodSpecView } from '../pods/workloads.ts';

/** The versions whose validation is known here; custom resources of the same kinds are validated by their own schemas. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  ...kinds('v1', 'ConfigMap Endpoints LimitRange Namespace PersistentVolume PersistentVolumeClaim Pod PodTemplate'),
  ...kinds('v1', 'ReplicationController ResourceQuota Secret Service ServiceAccount'),
  ...kinds('apps/v1', 'DaemonSet Deployment ReplicaSet StatefulSet'),
  ...kinds('batch/v1', 'CronJob Job'),
  ...kinds('networking.k8s.io/v1', 'Ingress IngressClass NetworkPolicy'),
  ...kinds('policy/v1', 'PodDisruptionBudget'),
  ...kinds('autoscaling/v1 autoscaling/v2', 'HorizontalPodAutoscaler'),
  ...kinds('rbac.authorization.k8s.io/v1', 'ClusterRole ClusterRoleBinding Role RoleBinding'),
  ...kinds('scheduling.k8s.io/v1', 'PriorityClass'),
  ...kinds('storage.k8s.io/v1', 'StorageClass'),
  ...kinds('node.k8s.io/v1', 'RuntimeClass'),
  ...kinds('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
  ...kinds('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration'),
};

function kinds(versions: string, names: string): Record<string, readonly string[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, versions.split(' ')]));
}

export function isBuiltIn({ kind, apiVersion }: Manifest): boolean {
  return Object.hasOwn(VERSIONS, kind) && (VERSIONS[kind] ?? []).includes(apiVersion);
}

/** The pod that the API server itself validates. */
export function builtInPod({ manifest, pod }: ManifestSubject): PodSpecView | undefined {
  return pod && isBuiltIn(manifest) ? pod : undefined;
}

/** Whether an object goes to an API server, of whose groups we know that they check names as all do. */
export function isApiObject({ apiVersion, kind }: Manifest): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (group === '') return apiVersion === 'v1' && kind !== 'Config' && kind !== 'List';
  if (/(?:^|\.)(?:config|kubeadm|audit|apiserver)\.k8s\.io$|^kubeadm\.|\.x-k8s\.io$|config\./.test(group)) return false;
  return /^(?:apps|batch|policy|autoscaling|extensions)$|\.k8s\.io$|(?:^|\.)(?:istio\.io|cert-manager\.io|keda\.sh|knative\.dev|argoproj\.io|monitoring\.coreos\.com|kubeedge\.io)$/.test(
    group,
  );
}
