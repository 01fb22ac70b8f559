import { container, cronJob, deployment, pod, workload, type Agreement } from './cases.ts';

const own = (fields: string, name?: string) => container(`securityContext: ${fields}`, name);
const shared = (fields: string, rest = container()) => `securityContext: ${fields}\n${rest}`;
const bare = [
  pod(container()),
  deployment(container()),
  cronJob(container()),
  workload('apps/v1', 'DaemonSet', container('env: []')),
];
const ofPod = pod(shared('{ runAsNonRoot: true }'));
const ofContainer = pod(own('{ privileged: false }'));
const full = [
  pod(shared('{ runAsNonRoot: true }', own('{ privileged: false }'))),
  deployment(shared('{ fsGroup: 1 }', own('{ runAsUser: 1 }'))),
  cronJob(shared('{ runAsUser: 1 }', own('{ capabilities: {} }'))),
];
const initWithout = pod(
  `securityContext: { fsGroup: 1 }\ninitContainers:\n  - name: a\n    image: a:1\n${own('{ runAsUser: 1 }')}`,
);
const dropped = '{ capabilities: { drop: [CHOWN] } }';
const hardened = [
  pod(own(dropped)),
  deployment(own('{ seccompProfile: { type: RuntimeDefault } }')),
  cronJob(shared('{ seccompProfile: { type: RuntimeDefault } }')),
  pod(shared('{ seLinuxOptions: { level: s0 } }')),
  pod(own('{ seLinuxOptions: { level: s0 } }')),
  pod(container(), 'name: app\nannotations: { container.apparmor.security.beta.kubernetes.io/app: runtime/default }'),
];

/** Whether a pod says anything of its security at all. */
export const contextTables: Agreement = {
  'checkov:CKV_K8S_29': { speaks: [...bare, ofContainer], silent: [...full, ofPod] },
  'checkov:CKV_K8S_30': { speaks: [...bare, ofPod, initWithout], silent: [...full, ofContainer] },
  'trivy:KSV-0118': {
    speaks: [...bare, ofContainer, initWithout, pod(shared('{}', own('{ runAsUser: 1 }')))],
    silent: [...full, ofPod],
  },
  'polaris:linuxHardening': {
    speaks: [
      ...bare,
      pod(own('{ seccompProfile: { type: Unconfined } }')),
      deployment(own('{ capabilities: { drop: [CHOWN], add: [ALL] } }')),
      pod(shared('{ seccompProfile: { type: RuntimeDefault } }', own('{ seccompProfile: { type: Unconfined } }'))),
      pod(own('{ capabilities: { drop: [] } }')),
    ],
    silent: hardened,
  },
  'kubescape:C-0055': {
    speaks: [
      ...bare,
      pod(own('{ runAsNonRoot: true }')),
      deployment(`${own(dropped)}  - name: second\n    image: a:1\n`),
    ],
    silent: [
      ...hardened,
      workload('v1', 'ReplicationController', container()),
      pod(own('{ seccompProfile: { type: Unconfined } }')),
    ],
  },
};
