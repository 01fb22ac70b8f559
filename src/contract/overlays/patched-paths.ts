import type { Field, ManifestFile } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { isOnlyOne, patchesOf } from '../containers/container-fields.ts';
import { isMeant } from './inline-patches.ts';
import type { NodeDemand } from '../containers/node-demands.ts';
import { patchContent, type PatchedPath, type PatchedScalar, pathsOf, scalarsOf } from './patch-content.ts';
import type { PatchesOver } from './patches-over.ts';

/** A path that a probe asks in an overlay, and the file that says so: a patch, or the kustomization that it is written in. */
export interface WrittenPath extends PatchedPath {
  readonly file: ManifestFile;
}

/** A scalar that an overlay writes over, and the file that says so. */
export interface WrittenScalar extends PatchedScalar {
  readonly file: ManifestFile;
}

/** What an overlay asks of a pod's nodes, and the file that says so. */
export interface WrittenDemand {
  readonly file: ManifestFile;
  readonly demand: NodeDemand;
}

/** A field of a patch. */
export interface WrittenField {
  readonly file: ManifestFile;
  readonly field: Field;
}

/** The seconds that patches of kustomizations grant a pod, without those that change its hooks as well. */
export function patchedGraces(
  facts: ContainerFacts,
  { inlined }: PatchesOver,
  workspace: Workspace,
): readonly WrittenField[] {
  if (workspace.mayBePatched(facts.object, ['preStop'])) return [];
  const merged = isOnlyOne(facts.object, workspace) ? patchesOf(facts.object, workspace) : [];
  return [
    ...merged.flatMap(({ file, manifest }) => patchContent(manifest.root).graces.map((field) => ({ file, field }))),
    ...inlined.flatMap(({ file, content }) => content().graces.map((field) => ({ file, field }))),
  ];
}

/** What patches of kustomizations ask of a pod's nodes. */
export function patchedNodes(
  { object }: ContainerFacts,
  { inlined }: PatchesOver,
  workspace: Workspace,
): readonly WrittenDemand[] {
  const merged = isOnlyOne(object, workspace) ? patchesOf(object, workspace) : [];
  return [
    ...merged.flatMap(({ file, manifest }) => patchContent(manifest.root).nodes.map((demand) => ({ file, demand }))),
    ...inlined.flatMap(({ file, content }) => content().nodes.map((demand) => ({ file, demand }))),
  ];
}

/** What patches of kustomizations write in the place of ports and limits of a container. */
export function patchedScalars(facts: ContainerFacts, { written, inlined }: PatchesOver): readonly WrittenScalar[] {
  return [
    ...written.flatMap(({ file, field }) => scalarsOf(field, facts.name).map((one) => ({ ...one, file }))),
    ...inlined.flatMap(({ file, content }) =>
      content().scalars.flatMap((one) => (isMeant(one.container, facts) ? [{ ...one, file }] : [])),
    ),
  ];
}

/** What patches of kustomizations let the probes of a container ask. */
export function patchedPaths(facts: ContainerFacts, { written, inlined }: PatchesOver): readonly WrittenPath[] {
  return [
    ...written.flatMap(({ file, field }) => pathsOf(field, facts.name).map((one) => ({ ...one, file }))),
    ...inlined.flatMap(({ file, content }) =>
      content().paths.flatMap((one) => (isMeant(one.container, facts) ? [{ ...one, file }] : [])),
    ),
  ];
}
