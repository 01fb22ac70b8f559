import { kindAdmission } from '../admission/rule.ts';
import { strategyFaults } from '../admission/workload-strategy.ts';

export const validStrategy = kindAdmission({
  id: 'valid-strategy',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'],
  title: 'Say in one way how pods are replaced',
  why: 'The API server refuses settings of a rolling update beside another strategy, one that can neither add nor remove a pod, and pods of these kinds that do not always restart.',
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  strategy:\n    type: Recreate\n    «rollingUpdate»:\n      maxSurge: 1\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  strategy:\n    type: Recreate\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  strategy:\n    rollingUpdate: { maxSurge: 0, maxUnavailable: «0» }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  strategy:\n    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: «-1»\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 1\n',
    },
  ],
  check: ({ manifest, file }) => strategyFaults(manifest, file),
});
