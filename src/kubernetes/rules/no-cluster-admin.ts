import type { Related } from '../../lint/rule.ts';
import { type Binding, bindingOf, roleOf } from '../rbac/bindings.ts';
import { grantsOf, isEverything, placeIn } from '../rbac/grants.ts';
import { atBinding, EVERYTHING, isSystem } from '../rbac/polaris.ts';
import { hears, matchesWant } from '../rbac/wants.ts';
import { objectRule } from '../rule-kinds.ts';
import type { Located } from '../model.ts';
import type { Workspace } from '../workspace.ts';

const KUBESCAPE = ['kubescape:C-0035', 'kubescape:C-0185'];
const POLARIS = [
  { alias: 'polaris:clusterrolebindingClusterAdmin', bound: atBinding('ClusterRoleBinding', 'ClusterRole') },
  { alias: 'polaris:rolebindingClusterAdminClusterRole', bound: atBinding('RoleBinding', 'ClusterRole') },
  { alias: 'polaris:rolebindingClusterAdminRole', bound: atBinding('RoleBinding', 'Role') },
];

export const noClusterAdmin = objectRule({
  id: 'no-cluster-admin',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  title: 'Bind nobody to a role with all rights',
  severity: 'warning',
  aliases: [
    'kube-linter:cluster-admin-role-binding',
    ...POLARIS.map(({ alias }) => alias),
    'trivy:KSV-0111',
    ...KUBESCAPE,
  ],
  why: 'Whoever takes over one program that is bound to `cluster-admin` has the whole cluster, and with `admin` or `edit` all Secrets of the namespace. Give the program a role with what it asks for.',
  differs: {
    'polaris:clusterrolebindingClusterAdmin':
      'Polaris also speaks where the role is not among the files; `readable-role` says that.',
    'polaris:rolebindingClusterAdminRole':
      'Polaris also speaks of a binding to a ClusterRole where the files hold no Role at all.',
  },
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: ci\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: «cluster-admin» }\nsubjects:\n  - { kind: ServiceAccount, name: ci, namespace: ci }\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: ci\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: deployer }\nsubjects:\n  - { kind: ServiceAccount, name: ci, namespace: ci }\n',
    },
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: ci\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: «all» }\nsubjects:\n  - { kind: ServiceAccount, name: ci }\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: ci\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects:\n  - { kind: ServiceAccount, name: ci }\n',
      files: {
        'role.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: all\nrules:\n  - apiGroups: ["*"]\n    resources: ["*"]\n    verbs: ["*"]\n',
      },
    },
  ],
  *check({ manifest, workspace }) {
    const binding = workspace.factOf(bindingOf, manifest);
    if (!binding || isSystem(manifest.name)) return;
    const { role, place } = binding;
    const bound = rightsOf(binding, workspace);
    const aliases = [
      ...namedAliases(binding),
      ...bound.aliases.filter((alias) => !namedAliases(binding).includes(alias)),
    ];
    if (aliases.length === 0) return;
    const isAdmin = role.name === 'cluster-admin' || bound.related !== undefined;
    yield {
      start: place.start,
      end: place.end,
      message: isAdmin
        ? ['`{0}` has all rights, and `{1}` gives them to its subjects', role.name, manifest.name]
        : ['`{0}` has nearly all rights, and `{1}` gives them to its subjects', role.name, manifest.name],
      aliases,
      ...(isAdmin ? {} : { severity: 'info' as const }),
      ...(bound.related ? { related: [bound.related] } : {}),
    };
  },
});

/** Who speaks of the role's name alone. */
function namedAliases(binding: Binding): string[] {
  const { role, manifest } = binding;
  if (!['cluster-admin', 'admin', 'edit'].includes(role.name)) return [];
  const isAdmin = role.kind === 'ClusterRole' && role.name === 'cluster-admin';
  return [
    ...(isAdmin && manifest.kind === 'ClusterRoleBinding' ? ['kube-linter:cluster-admin-role-binding'] : []),
    ...(isAdmin ? POLARIS.filter(({ bound }) => bound(binding)).map(({ alias }) => alias) : []),
    'trivy:KSV-0111',
  ];
}

/** Who speaks of what the role of the workspace says. */
function rightsOf(binding: Binding, workspace: Workspace): { aliases: string[]; related?: Related } {
  const role = roleOf(binding, workspace);
  if (!role) return { aliases: [] };
  const grants = workspace.factOf(grantsOf, role.manifest);
  const listed = grants.find((grant) => matchesWant(EVERYTHING, grant, () => [], role.manifest));
  const all = grants.find(isEverything);
  const grant = listed ?? all;
  if (!grant) return { aliases: [] };
  const aliases = [
    ...(listed ? POLARIS.filter(({ bound }) => bound(binding)).map(({ alias }) => alias) : []),
    ...(all ? kubescape(binding, role) : []),
  ];
  const related = { ...placeIn(grant, 'resources', ['*']), file: role.file.file };
  return { aliases, related: { ...related, message: ['The right is given here'] } };
}

function kubescape(binding: Binding, { manifest }: Located): string[] {
  return KUBESCAPE.filter(
    (alias) =>
      hears({ alias, resources: [], verbs: [], subjects: 'typed' }, binding, manifest) &&
      (alias === 'kubescape:C-0035' ||
        (manifest.name === 'cluster-admin' && binding.manifest.kind === 'ClusterRoleBinding')),
  );
}
