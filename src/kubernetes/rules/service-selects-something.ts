import { at, entries, items, textAt } from '../fields.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { Workspace } from '../workspace.ts';
import { podSpec } from '../workloads.ts';
import { selects } from './selector-matches-template.ts';

export const serviceSelectsSomething = workspaceRule({
  id: 'service-selects-something',
  title: 'Let the Service select pods',
  severity: 'warning',
  aliases: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:C-0293'],
  why: 'A Service whose selector matches no pod sends its traffic nowhere. A Service without selector is legal (its endpoints are made by hand), and where pods may come from elsewhere (Helm templates, custom resources with a pod template, kustomizations that change labels) nothing is said.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: «{ app: web }»\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: wbe }\nspec:\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: default\nspec:\n  selector: { app: web }\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  containers: []\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    «app: web»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: ExternalName\n  externalName: example.com\n',
    },
  ],
  *check({ manifest, workspace }) {
    if (manifest.kind !== 'Service' || textAt(manifest.root, 'spec', 'type') === 'ExternalName') return;
    const selector = at(manifest.root, 'spec', 'selector');
    if (!selector || entries(selector).length === 0) return;
    if (mayComeFromElsewhere(workspace)) return;
    const found = workspace.namespaceObjects(manifest.namespace).some((one) => {
      const pod = podSpec(one.manifest);
      if (pod) return selects(selector, pod.labels);
      return isUnknownWorkload(one.manifest.root, one.manifest.kind);
    });
    if (found) return;
    const wanted = entries(selector).map(({ key, value }) => `${key}: ${textAt(value) ?? ''}`);
    yield {
      start: selector.start,
      end: selector.end,
      message: ['No pod of the workspace has `{0}`', wanted.join(', ')],
    };
  },
});

/** Pods that nobody sees here: of Helm templates, or relabelled by a kustomization. */
function mayComeFromElsewhere(workspace: Workspace): boolean {
  if (workspace.hasTemplates()) return true;
  for (const { manifests } of workspace.files()) {
    for (const { kind, root } of manifests) {
      if (kind !== 'Kustomization') continue;
      const remote = items(at(root, 'resources')).some((item) =>
        /:\/\/|^[\w.-]+\.\w+\/.+\/|\?ref=/.test(textAt(item) ?? ''),
      );
      const relabels = [
        'commonLabels',
        'labels',
        'helmCharts',
        'helmChartInflationGenerator',
        'components',
        'generators',
        'transformers',
      ].some((key) => at(root, key) !== undefined);
      if (remote || relabels) return true;
    }
  }
  return false;
}

/** A kind we do not know may make pods: one with a pod template, or whose pods get its own labels. */
function isUnknownWorkload(root: Parameters<typeof at>[0], kind: string): boolean {
  if (at(root, 'spec', 'template') !== undefined || at(root, 'spec', 'podTemplate') !== undefined) return true;
  return !KNOWN_WITHOUT_PODS.has(kind);
}

const KNOWN_WITHOUT_PODS = new Set([
  ...[
    'Service',
    'ConfigMap',
    'Secret',
    'ServiceAccount',
    'Namespace',
    'Ingress',
    'IngressClass',
    'NetworkPolicy',
    'Endpoints',
    'EndpointSlice',
  ],
  ...[
    'PersistentVolume',
    'PersistentVolumeClaim',
    'StorageClass',
    'PriorityClass',
    'RuntimeClass',
    'LimitRange',
    'ResourceQuota',
  ],
  ...[
    'Role',
    'ClusterRole',
    'RoleBinding',
    'ClusterRoleBinding',
    'HorizontalPodAutoscaler',
    'VerticalPodAutoscaler',
    'PodDisruptionBudget',
  ],
  ...[
    'CustomResourceDefinition',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
    'APIService',
  ],
  ...[
    'Gateway',
    'GatewayClass',
    'HTTPRoute',
    'GRPCRoute',
    'TCPRoute',
    'TLSRoute',
    'ReferenceGrant',
    'VirtualService',
    'DestinationRule',
    'PeerAuthentication',
    'AuthorizationPolicy',
  ],
  ...[
    'ServiceMonitor',
    'PodMonitor',
    'PrometheusRule',
    'Certificate',
    'Issuer',
    'ClusterIssuer',
    'ScaledObject',
    'ExternalSecret',
    'SealedSecret',
    'Kustomization',
  ],
]);
