import { bindingOf, roleOf, subjectsOf } from '../rbac/bindings.ts';
import { grantsOf, meets } from '../rbac/grants.ts';
import { at } from '../fields.ts';
import type { Manifest } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';
import type { Workspace } from '../workspace.ts';

const ANONYMOUS = ['system:anonymous', 'system:unauthenticated'];
/** kubescape's words, misspelt ones with them. */
const SENSITIVE =
  '* pods pods/exec pods/attach pods/portforward deployments statefulset daemonset jobs cronjobs nodes secrets'.split(
    ' ',
  );

export const noAnonymousRights = objectRule({
  id: 'no-anonymous-rights',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  title: 'Give no rights to everybody',
  severity: 'warning',
  aliases: ['trivy:KSV-0122', 'trivy:KSV-0123', 'trivy:KSV-01011', 'kubescape:C-0262', 'kubescape:C-0265'],
  why: '`system:anonymous` and `system:unauthenticated` are everybody who reaches the API server, `system:authenticated` is everybody with any account (on some clouds, any account of the cloud), and members of `system:masters` pass by all authorization, so that their rights cannot be taken back.',
  differs: {
    'trivy:KSV-0122': 'Trivy reads RoleBindings only; a ClusterRoleBinding opens more.',
    'trivy:KSV-01011': 'Trivy speaks on GKE only.',
  },
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: open\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }\nsubjects:\n  - { kind: User, name: «system:anonymous», apiGroup: rbac.authorization.k8s.io }\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: open\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }\nsubjects:\n  - { kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io }\n',
    },
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: all\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }\nsubjects:\n  - { kind: Group, name: «system:authenticated», apiGroup: rbac.authorization.k8s.io }\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: all\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }\nsubjects: []\n',
    },
  ],
  *check({ manifest, workspace }) {
    const isRoleBinding = manifest.kind === 'RoleBinding';
    for (const { name, kind, field } of subjectsOf(manifest)) {
      if (!name.startsWith('system:')) continue;
      const aliases = ANONYMOUS.includes(name)
        ? [...(isRoleBinding ? ['trivy:KSV-0122'] : []), 'kubescape:C-0262']
        : name === 'system:masters'
          ? isRoleBinding
            ? ['trivy:KSV-0123']
            : []
          : name === 'system:authenticated'
            ? [
                ...(isRoleBinding ? ['trivy:KSV-01011'] : []),
                ...(kind === 'Group' && givesMuch(manifest, workspace) ? ['kubescape:C-0265'] : []),
              ]
            : undefined;
      const place = at(field, 'name');
      if (!aliases || !place) continue;
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` gives rights to `{1}`', manifest.name, name],
        aliases,
      };
    }
  },
});

function givesMuch(manifest: Manifest, workspace: Workspace): boolean {
  const binding = workspace.factOf(bindingOf, manifest);
  if (!binding || (manifest.kind === 'RoleBinding') !== (binding.role.kind === 'Role')) return false;
  const role = roleOf(binding, workspace);
  return (
    role !== undefined && workspace.factOf(grantsOf, role.manifest).some(({ resources }) => meets(resources, SENSITIVE))
  );
}
