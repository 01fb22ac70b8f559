import { rightRule } from '../rbac/right-rule.ts';
import { CORE } from '../rbac/wants.ts';

export const portForwardRights = rightRule({
  id: 'port-forward-rights',
  title: 'Let nobody forward ports of Pods without need',
  severity: 'warning',
  off: true,
  role: [{ groups: CORE, resources: ['pods/portforward'], verbs: ['create', 'get', '*'] }],
  binding: [
    {
      alias: 'kubescape:C-0063',
      groups: CORE,
      resources: ['pods/portforward', 'pods/*', '*'],
      verbs: ['create', 'get', '*'],
    },
  ],
  fact: (name) => ['`{0}` lets its subjects reach every port of Pods', name],
  why: 'Who may forward ports reaches every port of a Pod, past NetworkPolicies, Ingress and authentication in front of it.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: debug\nrules:\n  - apiGroups: [""]\n    resources: [«pods/portforward»]\n    verbs: [create]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: debug\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [get]\n',
    },
  ],
});
