import type { Workspace } from '../../kubernetes/workspace.ts';
import { isOnlyOne, type WrittenPart, writtenParts } from '../containers/container-fields.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import type { InlinePatch } from './inline-patches.ts';

/** What kustomizations lay over a container. */
export interface PatchesOver {
  /** In files of their own. */
  readonly written: readonly WrittenPart[];
  /** In kustomizations themselves, for any container of the object. */
  readonly inlined: readonly InlinePatch[];
}

/** None where several objects have its kind and name: nobody knows which is meant. */
export function patchesOver(
  facts: ContainerFacts,
  inline: ReadonlyMap<string, readonly InlinePatch[]>,
  workspace: Workspace,
): PatchesOver {
  const { kind, name } = facts.object.manifest;
  if (!isOnlyOne(facts.object, workspace)) return { written: [], inlined: [] };
  const [, ...written] = writtenParts({ facts }, workspace);
  return { written, inlined: inline.get(`${kind}/${name}`) ?? [] };
}
