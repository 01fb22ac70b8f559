import { rightRule } from '../rbac/right-rule.ts';
import { CORE } from '../rbac/wants.ts';

export const impersonation = rightRule({
  id: 'impersonation',
  title: 'Let nobody impersonate others',
  severity: 'warning',
  role: [
    { alias: 'trivy:KSV-0043', groups: ['*'], resources: ['groups'], verbs: ['impersonate'] },
    { resources: ['users', 'groups', 'serviceaccounts', 'uids', '*'], verbs: ['impersonate'] },
  ],
  binding: [
    {
      alias: 'checkov:CKV2_K8S_3',
      resources: ['groups', 'users', 'serviceaccounts', '*'],
      verbs: ['impersonate', '*'],
    },
    ...['kubescape:C-0065', 'kubescape:C-0191'].map((alias) => ({
      alias,
      groups: CORE,
      resources: ['users', 'serviceaccounts', 'groups', 'uids', '*'],
      verbs: ['impersonate', '*'],
    })),
  ],
  fact: (name) => ['`{0}` lets its subjects act as other users', name],
  why: 'Who may impersonate users or groups has all their rights: with the group `system:masters` those of the whole cluster. Name whom in `resourceNames`.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: support\nrules:\n  - apiGroups: [""]\n    resources: [«users»]\n    verbs: [impersonate]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: support\nrules:\n  - apiGroups: [""]\n    resources: [users]\n    verbs: [get]\n',
    },
  ],
});
