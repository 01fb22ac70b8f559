import type { ManifestFile } from '../kubernetes/model.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { ContainerFacts } from './containers.ts';
import { type InlinePatch, isMeant, type PatchedPath, pathsOf } from './inline-patches.ts';
import { patchesOver } from './patches-over.ts';

/** A path that a probe asks in an overlay, and the file that says so: a patch, or the kustomization that it is written in. */
export interface WrittenPath extends PatchedPath {
  readonly file: ManifestFile;
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
    ...inlined.flatMap(({ of, paths }) =>
      paths().flatMap((one) => (isMeant(one.container, facts) ? [{ ...one, file: of.file }] : [])),
    ),
  ];
}
