import { rightRule } from '../rbac/right-rule.ts';
import { CORE } from '../rbac/wants.ts';

export const deleteRights = rightRule({
  id: 'delete-rights',
  title: 'Give nobody the right to delete logs, events and workloads without need',
  severity: 'warning',
  off: true,
  role: [{ alias: 'trivy:KSV-0042', resources: ['pods/log'], verbs: ['delete', 'deletecollection', '*'] }],
  binding: [
    {
      alias: 'kubescape:C-0007',
      groups: ['', '*', 'apps', 'batch'],
      resources: [
        'secrets',
        'pods',
        'services',
        'deployments',
        'replicasets',
        'daemonsets',
        'statefulsets',
        'jobs',
        'cronjobs',
        '*',
      ],
      verbs: ['delete', 'deletecollection', '*'],
    },
    {
      alias: 'kubescape:C-0031',
      groups: CORE,
      resources: ['events', '*'],
      verbs: ['delete', 'deletecollection', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects delete logs, events or workloads', name],
  why: 'Who may delete workloads can stop the service, and who may delete logs and events can hide what happened.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: cleaner\nrules:\n  - apiGroups: [""]\n    resources: [«pods/log»]\n    verbs: [delete]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: cleaner\nrules:\n  - apiGroups: [""]\n    resources: [pods/log]\n    verbs: [get]\n',
    },
  ],
});
