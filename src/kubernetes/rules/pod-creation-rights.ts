import { rightRule } from '../rbac/right-rule.ts';
import { CHANGES, CORE } from '../rbac/wants.ts';

export const podCreationRights = rightRule({
  id: 'pod-creation-rights',
  title: 'Give nobody the right to create Pods without need',
  severity: 'warning',
  off: true,
  role: [
    {
      alias: 'trivy:KSV-0048',
      resources: [
        'pods',
        'deployments',
        'jobs',
        'cronjobs',
        'statefulsets',
        'daemonsets',
        'replicasets',
        'replicationcontrollers',
      ],
      verbs: CHANGES,
    },
  ],
  binding: [
    {
      alias: 'kube-linter:access-to-create-pods',
      resources: ['pods', 'deployments', 'statefulsets', 'replicasets', 'cronjob', 'jobs', 'daemonsets', '*'],
      verbs: ['create', '*'],
    },
    { alias: 'kubescape:C-0188', groups: CORE, resources: ['pods', '*'], verbs: ['create', '*'], subjects: 'typed' },
    { resources: ['cronjobs'], verbs: ['create', '*'] },
  ],
  fact: (name) => ['`{0}` lets its subjects create or change Pods or workloads', name],
  why: 'Who may create Pods in a namespace may use every Secret and service account of it, by mounting them.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: deployer\nrules:\n  - apiGroups: [apps]\n    resources: [«deployments»]\n    verbs: [get, create]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: deployer\nrules:\n  - apiGroups: [apps]\n    resources: [deployments]\n    verbs: [get, list, watch]\n',
    },
  ],
});
