import { at, entry, textAt } from '../fields.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import type { Manifest } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';
import { DEPLOYMENT_LIKE, KUBESCAPE_WORKLOADS } from '../peers/peer-kinds.ts';
import type { Workspace } from '../workspace.ts';

const TRIVY = new Set('pod replicaset replicationcontroller deployment statefulset daemonset cronjob job'.split(' '));
const CHECKOV = new Set(
  'Pod Deployment DaemonSet StatefulSet ReplicaSet ReplicationController Job CronJob Service Secret ServiceAccount Role RoleBinding ConfigMap Ingress'.split(
    ' ',
  ),
);
const KUBESCAPE = new Set([
  ...KUBESCAPE_WORKLOADS,
  ...'RoleBinding Role ConfigMap Endpoints PersistentVolumeClaim PodTemplate ReplicationController Service ServiceAccount EndpointSlice HorizontalPodAutoscaler Lease CSIStorageCapacity Ingress PodDisruptionBudget Secret'.split(
    ' ',
  ),
]);

export const explicitNamespace = objectRule({
  id: 'explicit-namespace',
  kinds: [...new Set([...CHECKOV, ...KUBESCAPE, 'DeploymentConfig'])],
  title: 'Say a namespace other than `default`',
  severity: 'hint',
  off: true,
  aliases: [
    'kube-linter:use-namespace',
    'checkov:CKV_K8S_21',
    'trivy:KSV-0110',
    'kubescape:C-0061',
    'kubescape:C-0212',
  ],
  why: 'Everything that names no namespace meets in `default`: one cannot give rights, limits or network policies to one program without giving them to all. Nothing is said where a kustomization sets the namespace; `kubectl -n` and `helm -n` cannot be seen here, so the rule is off.',
  differs: {
    'checkov:CKV_K8S_21': 'It does not know that a kustomization sets the namespace.',
  },
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: «web»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: «default»\n',
      good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\n  namespace: default\n',
    },
  ],
  *check({ manifest, workspace }) {
    const { namespace, name, kind, root } = manifest;
    if (namespace !== '' && namespace.toLowerCase() !== 'default') return;
    if (kind === 'ServiceAccount' && name === 'default') return;
    if (kind === 'Service' && name === 'kubernetes') return;
    if (namespace === '' && setsNamespaces(workspace)) return;
    const field = at(root, 'metadata', 'namespace');
    const { start, end } = field && field.end > field.start ? field : objectPlace(manifest);
    yield {
      start,
      end,
      message: ['`{0}` lands in the namespace `default`', name],
      aliases: aliasesOf(manifest),
    };
  },
});

function aliasesOf({ kind, namespace, root }: Manifest): string[] {
  const isExact = namespace === 'default' || !entry(at(root, 'metadata'), 'namespace');
  const isNull = !isExact && textAt(root, 'metadata', 'namespace') === undefined;
  return [
    ...(DEPLOYMENT_LIKE.has(kind) || kind === 'Service' ? ['kube-linter:use-namespace'] : []),
    ...(CHECKOV.has(kind) && isExact ? ['checkov:CKV_K8S_21'] : []),
    ...(TRIVY.has(kind.toLowerCase()) && isExact ? ['trivy:KSV-0110'] : []),
    ...((isExact || isNull) && KUBESCAPE_WORKLOADS.has(kind) ? ['kubescape:C-0061'] : []),
    ...((isExact || isNull) && KUBESCAPE.has(kind) ? ['kubescape:C-0212'] : []),
  ];
}

function setsNamespaces(workspace: Workspace): boolean {
  return workspace
    .inNamespace('Kustomization', '')
    .some(({ manifest }) => isKustomization(manifest) && textAt(manifest.root, 'namespace') !== undefined);
}
