import { textAt, at, entries, items } from '../fields.ts';
import type { Located, Manifest } from '../model.ts';
import type { Workspace } from '../workspace.ts';
import type { Binding } from './bindings.ts';
import { type Grant, grantsOf, meets } from './grants.ts';

/** Rights that somebody objects to: a grant with one of these groups, resources and verbs each. */
export interface Want {
  /** Whose rule it is; absent: only ours. */
  readonly alias?: string;
  /** Kinds of the role; absent: Role and ClusterRole. */
  readonly kinds?: readonly string[];
  /** Absent: of any group. */
  readonly groups?: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[] | 'any';
  /** What else must hold of the grant, or of the grants behind it in the same role. */
  readonly and?: (grant: Grant, later: readonly Grant[], role: Manifest) => boolean;
  /** `typed`: heard only if the subject says its namespace or API group (kubescape joins by them). */
  readonly subjects?: 'typed';
  /** What must hold of the binding. */
  readonly bound?: (binding: Binding) => boolean;
}

export function matchesWant(want: Want, grant: Grant, later: () => readonly Grant[], role: Manifest): boolean {
  return (
    (want.kinds?.includes(role.kind) ?? true) &&
    (want.groups === undefined || meets(grant.apiGroups, want.groups)) &&
    meets(grant.resources, want.resources) &&
    (want.verbs === 'any' ? grant.verbs.length > 0 : meets(grant.verbs, want.verbs)) &&
    (want.and?.(grant, later(), role) ?? true)
  );
}

/** Whether the peer of an alias hears a binding at all: each joins roles and bindings in its own way. */
export function hears(want: Want, binding: Binding, role: Manifest): boolean {
  const source = want.alias?.slice(0, want.alias.indexOf(':'));
  const { subjects, manifest } = binding;
  if (want.bound?.(binding) === false) return false;
  switch (source) {
    case 'kubescape':
      return subjects.some(
        ({ namespace, apiGroup }) => want.subjects !== 'typed' || namespace !== undefined || apiGroup !== undefined,
      );
    case 'checkov':
      // It reads the rules of roles that have exactly one.
      return (
        grantsOf(role).length === 1 &&
        subjects.length > 0 &&
        subjects.every(({ kind }) => kind === 'Node' || kind === 'ServiceAccount')
      );
    case 'kube-linter':
      return (manifest.kind === 'RoleBinding') === (role.kind === 'Role');
    default:
      return true;
  }
}

/** The grants of a role, and of those that a ClusterRole aggregates. */
export function* allGrants(
  role: Located,
  workspace: Workspace,
): Generator<[grant: Grant, later: () => readonly Grant[], from: Located]> {
  const own = workspace.factOf(grantsOf, role.manifest);
  for (const [index, grant] of own.entries()) yield [grant, () => own.slice(index + 1), role];
  const selectors = items(at(role.manifest.root, 'aggregationRule', 'clusterRoleSelectors'));
  if (selectors.length === 0) return;
  for (const other of workspace.inNamespace('ClusterRole', '')) {
    if (other.manifest === role.manifest) continue;
    const { labels } = other.manifest;
    const selected = selectors.some((selector) => {
      const wanted = entries(at(selector, 'matchLabels'));
      return wanted.length > 0 && wanted.every(({ key, value }) => labels.get(key) === textAt(value));
    });
    if (!selected) continue;
    const grants = workspace.factOf(grantsOf, other.manifest);
    for (const [index, grant] of grants.entries()) yield [grant, () => grants.slice(index + 1), other];
  }
}

/** Verbs that change something, as trivy counts them. */
export const CHANGES = ['create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate', '*'] as const;
export const CORE = ['', '*'] as const;
export const RBAC = ['rbac.authorization.k8s.io', '*'] as const;
