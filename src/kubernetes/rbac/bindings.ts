import { at, items, textAt } from '../fields.ts';
import type { Field, Located, Manifest } from '../model.ts';
import { folderOf } from '../paths.ts';
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

/**
 * The role that a binding names, if it stands in the workspace; of several of its name, which other ways to install or examples
 * bring along, the one in the file of the binding, then one in its folder.
 */
export function roleOf({ role, manifest }: Binding, workspace: Workspace): Located | undefined {
  const isOfCluster = role.kind === 'ClusterRole';
  if (!isOfCluster && (role.kind !== 'Role' || manifest.kind !== 'RoleBinding')) return undefined;
  const first = workspace.find(role.kind, isOfCluster ? '' : manifest.namespace, role.name);
  const same = workspace.named(role.kind, role.name);
  if (!first || same.length < 2) return first;
  const own = workspace.named(manifest.kind, manifest.name).find((one) => one.manifest === manifest)?.file.file;
  if (own === undefined) return first;
  const { namespace } = first.manifest;
  const meant = same.filter((one) => isOfCluster || one.manifest.namespace === namespace);
  return (
    meant.find(({ file }) => file.file === own) ??
    meant.find(({ file }) => folderOf(file.file) === folderOf(own)) ??
    first
  );
}
