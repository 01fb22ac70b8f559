import type { KubernetesCall } from '../../go/project.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Located, Manifest } from '../../kubernetes/model.ts';
import type { Account } from '../../kubernetes/pods/service-accounts.ts';
import { type Binding, bindingOf, roleOf } from '../../kubernetes/rbac/bindings.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { BoundRole } from './bound-in-one.ts';

/** What is bound to an account. */
export interface Bound {
  readonly roles: readonly BoundRole[];
  /** Whether a role that every cluster has allows a call. */
  readonly isAllowedByCluster: (call: KubernetesCall) => boolean;
}

/** Roles that clusters bring along and whose rules never change, by what they allow. */
const OF_CLUSTERS: Readonly<Record<string, (call: KubernetesCall) => boolean>> = {
  'system:auth-delegator': ({ verb, resource }) =>
    verb === 'create' && (resource === 'tokenreviews' || resource === 'subjectaccessreviews'),
  'extension-apiserver-authentication-reader': ({ group, resource }) => group === '' && resource === 'configmaps',
};

/** Undefined: not all that is bound to the account is seen here. */
export function boundTo({ name, namespace, object: own }: Account, workspace: Workspace): Bound | undefined {
  const roles: BoundRole[] = [];
  const ofCluster: string[] = [];
  // Kustomizations put accounts and what names them into one namespace, subjects of ClusterRoleBindings as they are written.
  const written = workspace.referencesTo({ kind: 'ServiceAccount', name, namespace });
  const seen = new Set<Located>();
  for (const { object, reference } of [...(own ? workspace.referrers(own) : []), ...written]) {
    if (reference.via !== 'subject' || seen.has(object)) continue;
    seen.add(object);
    const binding = bindingOf(object.manifest);
    const role =
      binding && (roleBeside(object, binding) ?? roleOf(binding, workspace) ?? rolePlaced(object, workspace));
    if (binding && !role && isOfCluster(binding)) {
      ofCluster.push(binding.role.name);
      continue;
    }
    if (!role || role.manifest.broken || at(role.manifest.root, 'aggregationRule')) return undefined;
    if (workspace.mayBePatched(role, ['rules'])) return undefined;
    roles.push({ role, binding: object });
  }
  return { roles, isAllowedByCluster: (call) => ofCluster.some((role) => OF_CLUSTERS[role]?.(call) === true) };
}

function isOfCluster({ role }: Binding): boolean {
  return Object.hasOwn(OF_CLUSTERS, role.name);
}

/** The role in the file of its binding: an older way to install, or an example, may hold another of the name. */
function roleBeside({ file, manifest }: Located, { role: { kind, name } }: Binding): Located | undefined {
  const isOfCluster = kind === 'ClusterRole';
  if (!isOfCluster && (kind !== 'Role' || manifest.kind !== 'RoleBinding')) return undefined;
  const isMeant = (one: Manifest) =>
    one.kind === kind && one.name === name && (isOfCluster || one.namespace === manifest.namespace);
  const role = file.manifests.find(isMeant);
  return role && { file, manifest: role };
}

/** The role that builds put into the namespace of what names it. */
function rolePlaced(binding: Located, workspace: Workspace): Located | undefined {
  const [reference] = workspace.referencesOf(binding.manifest, undefined).filter(({ via }) => via === 'role');
  const [role, second] = reference ? workspace.meantBy(reference, binding) : [];
  return second ? undefined : role;
}
