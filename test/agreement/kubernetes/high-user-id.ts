import { container, cronJob, deployment, pod, workload, type Agreement } from './cases.ts';

const own = (fields: string, name?: string) => container(`securityContext: ${fields}`, name);
const shared = (fields: string, rest = container()) => `securityContext: ${fields}\n${rest}`;
const high = '{ runAsUser: 20000, runAsGroup: 20000 }';
const none = [
  pod(container()),
  deployment(container()),
  cronJob(own('{ runAsNonRoot: true }')),
  pod(shared('{ fsGroup: 20000 }')),
];
const good = [
  pod(own(high)),
  deployment(shared(high)),
  workload('apps/v1', 'StatefulSet', shared('{ runAsUser: 1, runAsGroup: 1 }', own(high))),
  cronJob(shared(high, own('{ privileged: false }'))),
];
const boundary = pod(own('{ runAsUser: 10000, runAsGroup: 10000 }'));

/** Users and groups with high numbers. */
export const highUserIdTables: Agreement = {
  'kube-score:container-security-context-user-group-id': {
    speaks: [
      ...none,
      pod(own('{ runAsUser: 20000 }')),
      pod(own('{ runAsUser: 20000, runAsGroup: 9999 }')),
      pod(shared(high, own('{ runAsUser: 0 }'))),
      pod(`initContainers:\n  - name: a\n    image: a:1\n${own(high)}`),
    ],
    silent: [...good, boundary, workload('apps/v1', 'ReplicaSet', container())],
  },
  'checkov:CKV_K8S_40': {
    speaks: [
      ...none,
      pod(own('{ runAsUser: 9999 }')),
      pod(shared(high, own('{ runAsUser: 0 }'))),
      deployment(shared('{ runAsUser: 1000 }')),
    ],
    silent: [...good, boundary, pod(own('{ runAsUser: 20000 }')), pod(`hostUsers: false\n${container()}`)],
  },
  'trivy:KSV-0020': {
    speaks: [...none, boundary, pod(own('{ runAsUser: 1000 }')), pod(shared(high, own('{ runAsUser: 0 }')))],
    silent: [...good, pod(own('{ runAsUser: 10001 }'))],
  },
  'trivy:KSV-0021': {
    speaks: [...none, boundary, pod(own('{ runAsUser: 20000 }')), pod(shared(high, own('{ runAsGroup: 0 }')))],
    silent: [...good, pod(own('{ runAsGroup: 10001 }'))],
  },
};
