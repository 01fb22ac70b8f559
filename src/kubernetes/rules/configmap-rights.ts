import { rightRule } from '../rbac/right-rule.ts';
import { CHANGES, CORE } from '../rbac/wants.ts';

export const configmapRights = rightRule({
  id: 'configmap-rights',
  title: 'Give nobody the right to change ConfigMaps without need',
  severity: 'warning',
  off: true,
  role: [
    { alias: 'trivy:KSV-0049', resources: ['configmaps'], verbs: CHANGES },
    {
      alias: 'trivy:KSV-0115',
      resources: ['configmaps'],
      verbs: CHANGES,
      and: ({ names }) => names?.includes('aws-auth') ?? false,
    },
  ],
  binding: [
    {
      alias: 'kubescape:C-0037',
      groups: CORE,
      resources: ['configmaps', '*'],
      verbs: ['update', 'patch', '*'],
      and: ({ names }) => names?.includes('coredns') ?? true,
    },
  ],
  fact: (name) => ['`{0}` lets its subjects change ConfigMaps', name],
  why: 'ConfigMaps decide how programs behave: who may change `coredns` leads names elsewhere, who may change `aws-auth` becomes administrator of an EKS cluster. Name the one ConfigMap in `resourceNames`.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [«configmaps»]\n    verbs: [get, update]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get, list, watch]\n',
    },
  ],
});
