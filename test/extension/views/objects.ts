import type { KubeObject } from '../../../src/cluster/types.ts';

/** A pod as the API server would send it, owned by a ReplicaSet of `deployment`. */
export function podOf(deployment: string, hash: string, suffix: string): KubeObject {
  const owner = `${deployment}-${hash}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${owner}-${suffix}`,
      labels: { 'pod-template-hash': hash },
      ownerReferences: [{ kind: 'ReplicaSet', name: owner, uid: owner }],
    },
  };
}

export function named(kind: string, name: string): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name } };
}
