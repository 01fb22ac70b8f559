import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';

/** The patches that have the kind and name of an object. */
export function patchesOf({ manifest, file }: Located, workspace: Workspace): Located[] {
  return workspace
    .named(manifest.kind, manifest.name)
    .filter((one) => one.file.file !== file.file && workspace.isPatch(one.file.file));
}

/** The objects that have the kind and name of those in a file of patches. */
export function objectsPatchedIn(file: string, workspace: Workspace): Located[] {
  const parts = workspace.isPatch(file) ? (workspace.file(file)?.manifests ?? []) : [];
  return parts.flatMap(({ kind, name }) =>
    workspace.named(kind, name).filter((one) => !workspace.isPatch(one.file.file)),
  );
}

/** Whether patches that have its kind and name mean this object: of several that are called so, nobody knows which. */
export function isOnlyOne({ manifest }: Located, workspace: Workspace): boolean {
  const [, second] = workspace.named(manifest.kind, manifest.name).filter((one) => !workspace.isPatch(one.file.file));
  return second === undefined;
}

/** The items of `env` that set a variable. */
export function variableItems(container: Field, name: string): Field[] {
  return items(at(container, 'env')).filter((item) => textAt(item, 'name') === name);
}
