import type { ManifestFile } from '../kubernetes/model.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import { isOnlyOne, writtenParts } from './container-fields.ts';
import type { ContainerFacts } from './containers.ts';
import { type InlinePatch, isMeant, type PatchedPath, pathsOf } from './inline-patches.ts';

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
  const { kind, name } = facts.object.manifest;
  if (!isOnlyOne(facts.object, workspace)) return [];
  const written = writtenParts({ facts }, workspace)
    .slice(1)
    .flatMap(({ file, field }) => pathsOf(field, facts.name).map((one) => ({ ...one, file })));
  const inlined = (inline.get(`${kind}/${name}`) ?? []).flatMap(({ of, paths }) =>
    paths().flatMap((one) => (isMeant(one.container, facts) ? [{ ...one, file: of.file }] : [])),
  );
  return [...written, ...inlined];
}
