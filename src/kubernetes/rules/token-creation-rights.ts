import { rightRule } from '../rbac/right-rule.ts';
import { CORE } from '../rbac/wants.ts';

export const tokenCreationRights = rightRule({
  id: 'token-creation-rights',
  title: 'Let nobody create tokens of service accounts without need',
  severity: 'warning',
  off: true,
  role: [{ groups: CORE, resources: ['serviceaccounts/token'], verbs: ['create', '*'] }],
  binding: [
    {
      alias: 'kubescape:C-0282',
      groups: CORE,
      resources: ['serviceaccounts/token', '*'],
      verbs: ['create', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects create tokens of service accounts', name],
  why: 'Who may create tokens of a service account has all its rights. Name the one account in `resourceNames`.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: issuer\nrules:\n  - apiGroups: [""]\n    resources: [«serviceaccounts/token»]\n    verbs: [create]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: issuer\nrules:\n  - apiGroups: [""]\n    resources: [serviceaccounts]\n    verbs: [get]\n',
    },
  ],
});
