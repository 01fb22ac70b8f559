import type { Manifest } from '../model.ts';
import { heardOf } from './peer-kinds.ts';
import type { ContainerView } from '../pods/workloads.ts';

/** Aliases by what their rules look at: every container that is deployed, or only those that are no init containers (nor sidecars). */
export interface ContainerAliases {
  readonly every: readonly string[];
  readonly main: readonly string[];
}

/** The aliases whose rules look at this container of this object. */
export function heardOfContainer(manifest: Manifest, { kind }: ContainerView, { every, main }: ContainerAliases) {
  return heardOf(manifest, kind === 'container' ? [...every, ...main] : every, kind);
}

export function allOf({ every, main }: ContainerAliases): readonly string[] {
  return [...every, ...main];
}
