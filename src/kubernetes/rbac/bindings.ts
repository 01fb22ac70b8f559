import { at, items, textAt } from '../fields.ts';
import type { Field, Located, Manifest } from '../model.ts';
import type { Workspace } from '../workspace.ts';

export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly apiGroup: string | undefined;
  readonly field: Field;
}

/** What a RoleBinding or ClusterRoleBinding binds to whom. */
export interface Binding {
  readonly manifest: Manifest;
  readonly role: { readonly kind: string; readonly name: string; readonly apiGroup: string | undefined };
  /** Where the role's name stands. */
  readonly place: Field;
  readonly subjects: readonly Subject[];
}

/** Undefined where it does not name a role yet. */
export function bindingOf(manifest: Manifest): Binding | undefined {
  const place = at(manifest.root, 'roleRef', 'name');
  const name = textAt(place);
  if (!place || name === undefined || name === '') return undefined;
  const kind = textAt(manifest.root, 'roleRef', 'kind') ?? '';
  const apiGroup = textAt(manifest.root, 'roleRef', 'apiGroup');
  return { manifest, role: { kind, name, apiGroup }, place, subjects: subjectsOf(manifest) };
}

export function subjectsOf({ root }: Manifest): Subject[] {
  return items(at(root, 'subjects')).flatMap((field) => {
    if (field.kind !== 'map') return [];
    const [kind, name] = [textAt(field, 'kind') ?? '', textAt(field, 'name') ?? ''];
    return [{ kind, name, namespace: textAt(field, 'namespace'), apiGroup: textAt(field, 'apiGroup'), field }];
  });
}

/** The role that a binding names, if it stands in the workspace. */
export function roleOf({ role, manifest }: Binding, workspace: Workspace): Located | undefined {
  if (role.kind === 'ClusterRole') return workspace.find('ClusterRole', '', role.name);
  if (role.kind !== 'Role' || manifest.kind !== 'RoleBinding') return undefined;
  return workspace.find('Role', manifest.namespace, role.name);
}
