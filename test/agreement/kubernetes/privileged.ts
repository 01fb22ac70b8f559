import { container, cronJob, deployment, pod, workload, type Agreement, type Cases } from './cases.ts';

const context = (fields: string) => container(`securityContext: ${fields}`);
const on = context('{ privileged: true }');

const privileged: Cases = {
  speaks: [
    pod(on),
    deployment(on),
    cronJob(on),
    workload('apps/v1', 'StatefulSet', on),
    workload('apps/v1', 'DaemonSet', on),
    workload('batch/v1', 'Job', `${on}restartPolicy: Never`),
    pod(
      `${container()}  - name: second\n    image: b:1\n    securityContext: { privileged: true, runAsNonRoot: true }\n`,
    ),
  ],
  silent: [
    pod(container()),
    pod(context('{ privileged: false }')),
    deployment(context('{ allowPrivilegeEscalation: true }')),
    pod(context('{ privileged: null }')),
    deployment(`securityContext: { runAsUser: 0 }\n${container()}`),
    pod(container('env: [{ name: PRIVILEGED, value: "true" }]')),
  ],
};

const inInit = pod(
  `initContainers:\n  - name: a\n    image: a:1\n    securityContext: { privileged: true }\n${container()}`,
);

/** Privileged containers. */
export const privilegedTables: Agreement = {
  'kube-linter:privileged-container': {
    ...privileged,
    speaks: [...privileged.speaks, workload('v1', 'ReplicationController', on)],
  },
  'kube-score:container-security-context-privileged': privileged,
  'polaris:runAsPrivileged': privileged,
  'checkov:CKV_K8S_16': privileged,
  'trivy:KSV-0017': privileged,
  'psa:privileged': { ...privileged, speaks: [...privileged.speaks, inInit] },
  'kubescape:C-0057': { ...privileged, silent: [...privileged.silent, inInit] },
};
