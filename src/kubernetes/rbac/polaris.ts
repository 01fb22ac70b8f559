import type { Binding } from './bindings.ts';
import type { Want } from './wants.ts';

/** Roles and bindings of Kubernetes itself, which Polaris leaves alone. */
export function isSystem(name: string): boolean {
  return name.startsWith('system:') || name === 'gce:podsecuritypolicy:calico-sa';
}

/** Polaris asks each kind of binding to each kind of role by a rule of its own. */
export function atBinding(kind: 'RoleBinding' | 'ClusterRoleBinding', role: string): (binding: Binding) => boolean {
  return (binding) =>
    binding.manifest.kind === kind &&
    binding.role.kind === role &&
    !isSystem(binding.manifest.name) &&
    (kind === 'RoleBinding' || (binding.manifest.name !== 'cluster-admin' && binding.role.name !== 'view'));
}

const EVERY_VERB = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** All rights: as Polaris counts them, also with every verb by its name. */
export const EVERYTHING: Pick<Want, 'groups' | 'resources' | 'verbs' | 'and'> = {
  groups: ['*'],
  resources: ['*'],
  verbs: ['*', 'get'],
  and: ({ verbs }) =>
    new Set(verbs).size === verbs.length &&
    (verbs.includes('*') || (verbs.length >= 7 && verbs.every((verb) => EVERY_VERB.includes(verb)))),
};
