import { ingressClassFaults } from '../admission/ingresses.ts';
import { priorityClassFaults, runtimeClassFaults } from '../admission/quotas.ts';
import { kindAdmission } from '../admission/rule.ts';
import { storageClassFaults } from '../admission/storage.ts';

const CHECKS = {
  PriorityClass: priorityClassFaults,
  RuntimeClass: runtimeClassFaults,
  StorageClass: storageClassFaults,
  IngressClass: ingressClassFaults,
} as const;

export const validClass = kindAdmission({
  id: 'valid-class',
  kinds: Object.keys(CHECKS),
  title: 'Define classes that can be',
  why: 'The API server refuses priorities above a thousand million, which it keeps for itself, and classes whose controller, handler or provisioner has no valid name.',
  examples: [
    {
      bad: 'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: high }\nvalue: «2000000000»\n',
      good: 'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: high }\nvalue: 1000000\n',
    },
    {
      bad: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: ebs.csi.aws.com\nreclaimPolicy: «Recycle»\n',
      good: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: ebs.csi.aws.com\nreclaimPolicy: Retain\n',
    },
  ],
  check: ({ manifest }) => CHECKS[manifest.kind as keyof typeof CHECKS](manifest),
});
