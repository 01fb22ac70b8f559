import type { Rule } from '../lint/rule.ts';
import type { Manifest, ManifestFile } from './model.ts';
import type { PodSpecView } from './workloads.ts';
import type { Workspace } from './workspace.ts';

/** What a manifest rule looks at; it reports only on `manifest`. */
export interface ManifestSubject {
  readonly manifest: Manifest;
  readonly file: ManifestFile;
  readonly workspace: Workspace;
  /** The pod that the object runs; undefined for one that runs none, or whose pod is not written yet. */
  readonly pod: PodSpecView | undefined;
}

export interface ManifestRule extends Rule<ManifestSubject> {
  /** The kinds it is asked about: of every API group, or `pods`: whatever runs a pod. Absent: all. */
  readonly kinds?: 'pods' | readonly string[];
}
