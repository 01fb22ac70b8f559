import type { ManifestFile } from '../../kubernetes/model.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { isMeant } from './inline-patches.ts';
import { type PatchedPath, type PatchedPort, pathsOf, portsOf } from './patch-content.ts';
import type { PatchesOver } from './patches-over.ts';

/** A path that a probe asks in an overlay, and the file that says so: a patch, or the kustomization that it is written in. */
export interface WrittenPath extends PatchedPath {
  readonly file: ManifestFile;
}

/** A scalar that an overlay writes over, and the file that says so. */
export interface WrittenPort extends PatchedPort {
  readonly file: ManifestFile;
}

/** What patches of kustomizations write in the place of ports of a container. */
export function patchedPorts(facts: ContainerFacts, { written, inlined }: PatchesOver): readonly WrittenPort[] {
  return [
    ...written.flatMap(({ file, field }) => portsOf(field, facts.name).map((one) => ({ ...one, file }))),
    ...inlined.flatMap(({ file, content }) =>
      content().ports.flatMap((one) => (isMeant(one.container, facts) ? [{ ...one, file }] : [])),
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
