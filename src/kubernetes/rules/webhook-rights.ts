import { rightRule } from '../rbac/right-rule.ts';
import { CHANGES } from '../rbac/wants.ts';

export const webhookRights = rightRule({
  id: 'webhook-rights',
  title: 'Give nobody rights over admission webhooks without need',
  severity: 'warning',
  off: true,
  role: [
    {
      alias: 'trivy:KSV-0114',
      resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
      verbs: CHANGES,
    },
    {
      alias: 'checkov:CKV_K8S_155',
      kinds: ['ClusterRole'],
      groups: ['admissionregistration.k8s.io', '*'],
      resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', '*'],
      verbs: ['create', 'update', 'patch', '*'],
    },
  ],
  binding: [
    {
      alias: 'kubescape:C-0281',
      groups: ['admissionregistration.k8s.io', '*'],
      resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations', '*'],
      verbs: ['create', 'update', 'delete', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects change admission webhooks', name],
  why: 'An admission webhook sees and changes every object that is created, Secrets too; without one, what it guards is open. Name the one configuration in `resourceNames`.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [admissionregistration.k8s.io]\n    resources: [«validatingwebhookconfigurations»]\n    verbs: [get, patch]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [admissionregistration.k8s.io]\n    resources: [validatingwebhookconfigurations]\n    verbs: [get]\n',
    },
  ],
});
