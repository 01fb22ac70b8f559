import { rightRule } from '../rbac/right-rule.ts';
import { CORE } from '../rbac/wants.ts';

export const volumeCreationRights = rightRule({
  id: 'volume-creation-rights',
  title: 'Let nobody create PersistentVolumes without need',
  severity: 'warning',
  off: true,
  role: [{ groups: CORE, resources: ['persistentvolumes'], verbs: ['create', '*'] }],
  binding: [
    {
      alias: 'kubescape:C-0278',
      groups: CORE,
      resources: ['persistentvolumes', '*'],
      verbs: ['create', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects create PersistentVolumes', name],
  why: 'A PersistentVolume of type `hostPath` opens the file system of the node. Claims are enough for programs; volumes are made by provisioners.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: storage\nrules:\n  - apiGroups: [""]\n    resources: [«persistentvolumes»]\n    verbs: [create]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: storage\nrules:\n  - apiGroups: [""]\n    resources: [persistentvolumeclaims]\n    verbs: [create]\n',
    },
  ],
});
