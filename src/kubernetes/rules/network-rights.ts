import { rightRule } from '../rbac/right-rule.ts';
import { CHANGES, CORE } from '../rbac/wants.ts';

export const networkRights = rightRule({
  id: 'network-rights',
  title: 'Give nobody the right to redirect traffic without need',
  severity: 'warning',
  off: true,
  role: [
    {
      alias: 'trivy:KSV-0056',
      resources: ['services', 'endpoints', 'endpointslices', 'networkpolicies', 'ingresses'],
      verbs: CHANGES,
    },
    { groups: CORE, resources: ['services/status'], verbs: ['update', 'patch', '*'] },
  ],
  binding: [{ alias: 'checkov:CKV2_K8S_4', resources: ['services/status', '*'], verbs: ['update', 'patch', '*'] }],
  fact: (name) => ['`{0}` lets its subjects change where traffic goes', name],
  why: 'Who may change Services, endpoints or their status can lead the traffic of others to himself; who may change NetworkPolicies can open what was closed.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [«services»]\n    verbs: [get, update]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [services]\n    verbs: [get, list, watch]\n',
    },
  ],
});
