import { rightRule } from '../rbac/right-rule.ts';
import { CHANGES, CORE } from '../rbac/wants.ts';

export const secretRights = rightRule({
  id: 'secret-rights',
  title: 'Give nobody rights over Secrets without need',
  severity: 'warning',
  off: true,
  role: [
    {
      alias: 'trivy:KSV-0041',
      kinds: ['ClusterRole'],
      resources: ['secrets'],
      verbs: [...CHANGES, 'get', 'list', 'watch'],
    },
    { alias: 'trivy:KSV-0113', kinds: ['Role'], resources: ['secrets'], verbs: [...CHANGES, 'get', 'list', 'watch'] },
  ],
  binding: [
    { alias: 'kube-linter:access-to-secrets', resources: ['secrets', '*'], verbs: 'any' },
    ...['kubescape:C-0015', 'kubescape:C-0186'].map((alias) => ({
      alias,
      groups: CORE,
      resources: ['secrets', '*'],
      verbs: ['get', 'list', 'watch', '*'],
    })),
    {
      alias: 'checkov:CKV2_K8S_5',
      resources: ['secrets', '*'],
      verbs: ['get', 'watch', 'list', '*'],
      and: ({ names }) => names === undefined,
    },
  ],
  fact: (name) => ['`{0}` lets its subjects read or change Secrets', name],
  why: 'Who may read the Secrets of a namespace has the passwords of everything in it, tokens of other service accounts among them. Name the one Secret in `resourceNames`, or mount it instead of asking the API server for it.',
  differs: {
    'checkov:CKV2_K8S_5':
      'It reads roles with exactly one rule, and matches a RoleBinding with a Role of another namespace; here the namespaces must be the same.',
  },
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [configmaps, «secrets»]\n    verbs: [get, list]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get, list]\n',
    },
  ],
});
