import type { KubeObject } from '../../../cluster/types.ts';

/**
 * The pods of a workload. A Deployment's pods are owned by its ReplicaSets, which are called as the Deployment,
 * a dash and the pod's `pod-template-hash`: no second watch is needed to tell.
 */
export function ownedPods(kind: string, name: string, pods: Iterable<KubeObject>): KubeObject[] {
  const owned: KubeObject[] = [];
  for (const pod of pods) if (isOwned(kind, name, pod)) owned.push(pod);
  return owned;
}

function isOwned(kind: string, name: string, { metadata }: KubeObject): boolean {
  const owners = metadata.ownerReferences ?? [];
  if (kind !== 'Deployment') return owners.some((owner) => owner.kind === kind && owner.name === name);
  const hash = metadata.labels?.['pod-template-hash'];
  return hash !== undefined && owners.some((owner) => owner.kind === 'ReplicaSet' && owner.name === `${name}-${hash}`);
}
