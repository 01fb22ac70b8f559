import { bindingOf, roleOf } from '../rbac/bindings.ts';
import { atBinding } from '../rbac/polaris.ts';
import { workspaceRule } from '../rule-kinds.ts';

const POLARIS = [
  { alias: 'polaris:clusterrolebindingClusterAdmin', bound: atBinding('ClusterRoleBinding', 'ClusterRole') },
  { alias: 'polaris:clusterrolebindingPodExecAttach', bound: atBinding('ClusterRoleBinding', 'ClusterRole') },
  { alias: 'polaris:rolebindingClusterAdminClusterRole', bound: atBinding('RoleBinding', 'ClusterRole') },
  { alias: 'polaris:rolebindingClusterRolePodExecAttach', bound: atBinding('RoleBinding', 'ClusterRole') },
  { alias: 'polaris:rolebindingClusterAdminRole', bound: atBinding('RoleBinding', 'Role') },
  { alias: 'polaris:rolebindingRolePodExecAttach', bound: atBinding('RoleBinding', 'Role') },
];

export const readableRole = workspaceRule({
  id: 'readable-role',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  title: 'Bind roles whose rights stand among the files',
  severity: 'hint',
  off: true,
  aliases: POLARIS.map(({ alias }) => alias),
  why: 'What a role allows that stands elsewhere nobody can review here. Of the roles of Kubernetes itself, `view` is known to allow neither exec nor changes.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: ci\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: «deployer» }\nsubjects:\n  - { kind: ServiceAccount, name: ci }\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: ci\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects:\n  - { kind: ServiceAccount, name: ci, namespace: ci }\n',
    },
  ],
  *check({ manifest, workspace }) {
    const binding = bindingOf(manifest);
    if (!binding || binding.role.name === 'view' || workspace.hasTemplates() || roleOf(binding, workspace)) return;
    const aliases = POLARIS.filter(({ bound }) => bound(binding)).map(({ alias }) => alias);
    if (aliases.length === 0) return;
    yield {
      start: binding.place.start,
      end: binding.place.end,
      message: ['What `{0}` allows stands in none of the files', binding.role.name],
      aliases,
    };
  },
});
