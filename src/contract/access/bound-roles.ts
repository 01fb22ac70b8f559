import type { KubernetesCall } from '../../go/project.ts';
import { at, textAt } from '../../kubernetes/fields.ts';
import type { Located, Manifest } from '../../kubernetes/model.ts';
import type { Account } from '../../kubernetes/pods/service-accounts.ts';
import { podSpec } from '../../kubernetes/pods/workloads.ts';
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

/** What is bound to the account of a workload. Undefined: not all of that is seen here. */
export function boundTo(
  { name, namespace, object: own }: Account,
  workload: Located,
  workspace: Workspace,
): Bound | undefined {
  const roles: BoundRole[] = [];
  const ofCluster: string[] = [];
  // Kustomizations put accounts and what names them into one namespace, subjects of ClusterRoleBindings as they are written.
  const written = workspace.referencesTo({ kind: 'ServiceAccount', name, namespace });
  const subjects = [...(own ? workspace.referrers(own) : []), ...written].filter(
    ({ reference }) => reference.via === 'subject',
  );
  for (const object of withoutOtherWays([...new Set(subjects.map((one) => one.object))], workload)) {
    const binding = workspace.factOf(bindingOf, object.manifest);
    const role = binding && (roleOf(binding, workspace) ?? rolePlaced(object, workspace));
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

/**
 * Where the file of a workload brings its bindings along, what another file with the same workload binds belongs to another way
 * to install it: an example, or one of the same version.
 */
function withoutOtherWays(bindings: readonly Located[], { file, manifest }: Located): readonly Located[] {
  if (isExample(file.file) || !bindings.some((one) => one.file.file === file.file)) return bindings;
  const isOther = (one: Located) =>
    one.file.file !== file.file &&
    one.file.manifests.some(
      (other) => isSameObject(other, manifest) && (isExample(one.file.file) || imagesIn(other) === imagesIn(manifest)),
    );
  return bindings.filter((one) => !isOther(one));
}

function isExample(file: string): boolean {
  return /(?:^|\/)(?:examples?|samples?|tests?|testdata|e2e|fixtures?|demos?)\//i.test(file);
}

function isSameObject(one: Manifest, { kind, name, namespace }: Manifest): boolean {
  return one.kind === kind && one.name === name && one.namespace === namespace;
}

function imagesIn(manifest: Manifest): string {
  return (podSpec(manifest)?.containers ?? []).map(({ field }) => textAt(field, 'image') ?? '').join('\n');
}

/** The role that builds put into the namespace of what names it. */
function rolePlaced(binding: Located, workspace: Workspace): Located | undefined {
  const [reference] = workspace.referencesOf(binding.manifest, undefined).filter(({ via }) => via === 'role');
  const [role, second] = reference ? workspace.meantBy(reference, binding) : [];
  return second ? undefined : role;
}
