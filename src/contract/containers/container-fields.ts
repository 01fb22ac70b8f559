import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located, ManifestFile } from '../../kubernetes/model.ts';
import { podSpec } from '../../kubernetes/pods/workloads.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContainerFacts } from './containers.ts';

/** A part of a workload where it is written: in its manifest, or in a patch of it. */
export interface WrittenPart {
  readonly file: ManifestFile;
  readonly object: Located;
  readonly field: Field;
}

/** What is written of a container: its own manifest first, then the patches that kustomizations lay over it. */
export function writtenParts({ facts }: { readonly facts: ContainerFacts }, workspace: Workspace): WrittenPart[] {
  const { object, container, name } = facts;
  const own = { file: object.file, object, field: container.field };
  const patches = patchesOf(object, workspace).flatMap((patch) =>
    (podSpec(patch.manifest)?.containers ?? [])
      .filter((one) => one.name === name)
      .map(({ field }) => ({ file: patch.file, object: patch, field })),
  );
  return [own, ...patches];
}

/** The patches that have the kind and name of an object. */
export function patchesOf({ manifest, file }: Located, workspace: Workspace): Located[] {
  return workspace
    .named(manifest.kind, manifest.name)
    .filter((one) => one.file.file !== file.file && workspace.isPatch(one.file.file));
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
