import { rightRule } from '../rbac/right-rule.ts';
import { CORE } from '../rbac/wants.ts';

export const nodeProxyRights = rightRule({
  id: 'node-proxy-rights',
  title: 'Let nobody reach kubelets through the API server',
  severity: 'warning',
  role: [
    { alias: 'trivy:KSV-0047', resources: ['nodes/proxy'], verbs: ['get', 'create'] },
    { groups: CORE, resources: ['nodes/proxy'], verbs: ['update', 'patch', 'delete', '*'] },
  ],
  binding: [
    {
      alias: 'kubescape:C-0279',
      groups: CORE,
      resources: ['nodes/proxy', '*'],
      verbs: ['get', 'create', 'connect', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects run commands in all pods of a node, through the kubelet', name],
  why: 'With `nodes/proxy` one talks to the kubelet, which runs commands in every container of its node and asks no admission control. Reading metrics needs `nodes/metrics` only.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: metrics\nrules:\n  - apiGroups: [""]\n    resources: [nodes, «nodes/proxy»]\n    verbs: [get]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: metrics\nrules:\n  - apiGroups: [""]\n    resources: [nodes, nodes/metrics]\n    verbs: [get]\n',
    },
  ],
});
