import type { Rule } from '../lint/rule.ts';
import type { Manifest, ManifestFile } from './model.ts';
import { type ContainerView, type PodSpecView, podSpec } from './pods/workloads.ts';
import type { Workspace } from './workspace.ts';

/** What a manifest rule looks at; it reports only on `manifest`. */
export interface ManifestSubject {
  readonly manifest: Manifest;
  readonly file: ManifestFile;
  readonly workspace: Workspace;
  /** The pod that the object runs; undefined for one that runs none, or whose pod is not written yet. */
  readonly pod: PodSpecView | undefined;
  /** The pod's containers, one subject each. Ephemeral ones cannot be deployed and are not among them. */
  readonly containers: readonly ContainerSubject[];
}

/** What a container rule sees. */
export interface ContainerSubject extends PodSubject {
  readonly container: ContainerView;
}

/** What a pod rule sees. */
export interface PodSubject extends ManifestSubject {
  readonly pod: PodSpecView;
}

/** Everything that the rules are asked about one object: made once, for there are many rules. */
export function manifestSubject(manifest: Manifest, file: ManifestFile, workspace: Workspace): ManifestSubject {
  const pod = podSpec(manifest);
  const containers: ContainerSubject[] = [];
  for (const container of pod?.containers ?? []) {
    if (pod && container.kind !== 'ephemeral') {
      containers.push({ manifest, file, workspace, pod, containers, container });
    }
  }
  return { manifest, file, workspace, pod, containers };
}

export interface ManifestRule extends Rule<ManifestSubject> {
  /** The kinds it is asked about: of every API group, or `pods`: whatever runs a pod. Absent: all. */
  readonly kinds?: 'pods' | readonly string[];
}
