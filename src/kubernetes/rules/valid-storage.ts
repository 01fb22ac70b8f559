import { at, items } from '../fields.ts';
import { formatted, placeOf } from '../admission/faults.ts';
import { dnsLabel } from '../admission/formats.ts';
import { kindAdmission } from '../admission/rule.ts';
import { claimFaults, persistentVolumeFaults } from '../admission/storage.ts';

export const validStorage = kindAdmission({
  id: 'valid-storage',
  kinds: ['PersistentVolume', 'PersistentVolumeClaim', 'StatefulSet'],
  title: 'Say how much storage is wanted, and how it is shared',
  why: 'The API server refuses claims and volumes without access mode or size, with access modes that there are not, and volumes without source.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec:\n  accessModes: [ReadWriteMany, «ReadWriteOncePod»]\n  resources: { requests: { storage: 1Gi } }\n',
      good: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: «data» }\nspec:\n  accessModes: [ReadWriteOnce]\n',
      good: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n',
    },
  ],
  *check({ manifest }) {
    const { root, kind } = manifest;
    if (kind === 'PersistentVolume') yield* persistentVolumeFaults(manifest);
    else if (kind === 'PersistentVolumeClaim') yield* claimFaults(at(root, 'spec'), placeOf(manifest));
    for (const claim of kind === 'StatefulSet' ? items(at(root, 'spec', 'volumeClaimTemplates')) : []) {
      yield* formatted(at(claim, 'metadata'), 'name', dnsLabel, false);
      yield* claimFaults(at(claim, 'spec'), at(claim, 'metadata', 'name') ?? claim);
    }
  },
});
