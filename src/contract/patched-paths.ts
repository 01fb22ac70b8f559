import type { Field, ManifestFile } from '../kubernetes/model.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { ContainerFacts } from './containers.ts';
import { isOnlyOne, patchesOf } from './container-fields.ts';
import { type InlinePatch, isMeant } from './inline-patches.ts';
import { patchContent, type PatchedPath, pathsOf } from './patch-content.ts';
import { patchesOver } from './patches-over.ts';

/** A path that a probe asks in an overlay, and the file that says so: a patch, or the kustomization that it is written in. */
export interface WrittenPath extends PatchedPath {
  readonly file: ManifestFile;
}

/** A field of a patch. */
export interface WrittenField {
  readonly file: ManifestFile;
  readonly field: Field;
}

/** The seconds that patches of kustomizations grant a pod, without those that change its hooks as well. */
export function patchedGraces(
  facts: ContainerFacts,
  inline: ReadonlyMap<string, readonly InlinePatch[]>,
  workspace: Workspace,
): readonly WrittenField[] {
  if (workspace.mayBePatched(facts.object, ['preStop'])) return [];
  const merged = isOnlyOne(facts.object, workspace) ? patchesOf(facts.object, workspace) : [];
  return [
    ...merged.flatMap(({ file, manifest }) => patchContent(manifest.root).graces.map((field) => ({ file, field }))),
    ...patchesOver(facts, inline, workspace).inlined.flatMap(({ file, content }) =>
      content().graces.map((field) => ({ file, field })),
    ),
  ];
}

/** What patches of kustomizations let the probes of a container ask. */
export function patchedPaths(
  facts: ContainerFacts,
  inline: ReadonlyMap<string, readonly InlinePatch[]>,
  workspace: Workspace,
): readonly WrittenPath[] {
  const { written, inlined } = patchesOver(facts, inline, workspace);
  return [
    ...written.flatMap(({ file, field }) => pathsOf(field, facts.name).map((one) => ({ ...one, file }))),
    ...inlined.flatMap(({ file, content }) =>
      content().paths.flatMap((one) => (isMeant(one.container, facts) ? [{ ...one, file }] : [])),
    ),
  ];
}
