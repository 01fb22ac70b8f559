import { bindingFaults, roleFaults } from '../admission/rbac.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validRoles = kindAdmission({
  id: 'valid-roles',
  kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
  title: 'Write roles and bindings that allow something to somebody',
  why: 'The API server refuses rules without verbs, API groups or resources, addresses beside resources in one rule, and bindings whose subjects it cannot know.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: web }\nrules:\n  - «resources»: [pods]\n    verbs: [get]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: web }\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [get]\n',
    },
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: web }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects:\n  - kind: ServiceAccount\n    name: «web»\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: web }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects:\n  - kind: ServiceAccount\n    name: web\n    namespace: default\n',
      fixed: true,
    },
  ],
  *check({ manifest, file, workspace }) {
    if (manifest.kind.endsWith('Binding')) yield* bindingFaults(manifest, file, workspace.getsNamespace(file.file));
    else yield* roleFaults(manifest);
  },
});
