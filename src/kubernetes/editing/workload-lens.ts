import type { Range } from '../../lint/rule.ts';
import type { ManifestFile } from '../model.ts';

/** Where code lenses of a workload stand. */
export interface WorkloadAnchor extends Range {
  /** `Deployment/shop` */
  readonly name: string;
}

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** The line with the kind of every workload that can be deployed. */
export function workloadAnchors({ manifests }: ManifestFile): WorkloadAnchor[] {
  return manifests.flatMap(({ kind, name, root }) => {
    const entry = root.entries.find(({ key }) => key === 'kind');
    if (!KINDS.includes(kind) || name === '' || !entry) return [];
    return [{ start: entry.keyRange.start, end: entry.value.end, name: `${kind}/${name}` }];
  });
}
