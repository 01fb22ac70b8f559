import { container, cronJob, deployment, on, pod, workload, type Agreement, type Cases } from './cases.ts';

const own = (fields: string, name?: string) => container(`securityContext: ${fields}`, name);
const shared = (fields: string, rest = container()) => `securityContext: ${fields}\n${rest}`;
const nothing = container();
const plain: Cases['speaks'] = [
  pod(nothing),
  deployment(nothing),
  cronJob(nothing),
  workload('apps/v1', 'StatefulSet', own('{ readOnlyRootFilesystem: true }')),
  deployment(own('{ runAsNonRoot: false }')),
  pod(shared('{ runAsNonRoot: false }')),
  pod(shared('{ fsGroup: 2000 }')),
  pod(own('{}')),
];
const nonRoot: Cases['silent'] = [
  pod(own('{ runAsNonRoot: true, allowPrivilegeEscalation: false }')),
  deployment(shared('{ runAsNonRoot: true }', own('{ allowPrivilegeEscalation: false }'))),
  cronJob(shared('{ runAsNonRoot: true, runAsUser: 1000 }', own('{ allowPrivilegeEscalation: false }'))),
  workload('batch/v1', 'Job', own('{ runAsNonRoot: true, runAsUser: 10001, allowPrivilegeEscalation: false }')),
];
/** A number is enough for those who ask whether it can be root. */
const numbered = [
  pod(own('{ runAsUser: 1000, allowPrivilegeEscalation: false }')),
  deployment(shared('{ runAsUser: 1000 }', own('{ allowPrivilegeEscalation: false }'))),
];
const initIsRoot = `initContainers:\n  - name: set-up\n    image: a:1\n${own('{ runAsNonRoot: true }')}`;
const secondIsRoot = `${own('{ runAsNonRoot: true }')}  - name: second\n    image: a:1\n`;
const podUserContainerRoot = shared('{ runAsUser: 1000 }', own('{ runAsUser: 0 }'));

/** May it run as root, and does it? */
export const runAsTables: Agreement = {
  'kube-linter:run-as-non-root': {
    speaks: [
      ...plain,
      pod(initIsRoot),
      pod(secondIsRoot),
      pod(podUserContainerRoot),
      pod(own('{ runAsNonRoot: true, runAsUser: 0 }')),
    ],
    silent: [
      ...nonRoot,
      ...numbered,
      workload('v1', 'PodTemplate', nothing),
      pod(shared('{ runAsUser: 0 }', own('{ runAsUser: 5 }'))),
    ],
  },
  'polaris:runAsRootAllowed': {
    speaks: [
      ...plain,
      pod(initIsRoot),
      pod(podUserContainerRoot),
      pod(shared('{ runAsNonRoot: true }', own('{ runAsUser: 0 }'))),
    ],
    silent: [...nonRoot, ...numbered, pod(shared('{ runAsUser: 0 }', own('{ runAsNonRoot: true }')))],
  },
  'checkov:CKV_K8S_23': {
    speaks: [
      ...plain,
      pod(secondIsRoot),
      pod(podUserContainerRoot),
      pod(shared('{ runAsNonRoot: true }', own('{ runAsNonRoot: false }'))),
    ],
    silent: [
      ...nonRoot,
      ...numbered,
      pod(initIsRoot),
      pod(shared('{ runAsNonRoot: true }', own('{ runAsNonRoot: false, runAsUser: 7 }'))),
    ],
  },
  'trivy:KSV-0012': {
    speaks: [...plain, ...numbered, pod(initIsRoot), pod(own('{ runAsNonRoot: null }'))],
    silent: [...nonRoot, pod(shared('{ runAsNonRoot: true }', own('{ runAsNonRoot: false }')))],
  },
  'kubescape:C-0013': {
    speaks: [...plain, pod(secondIsRoot), pod(own('{ runAsNonRoot: true }')), pod(shared('{ runAsUser: 1000 }'))],
    silent: [...nonRoot, ...numbered, workload('v1', 'ReplicationController', nothing)],
  },
  'psa:runAsNonRoot': {
    speaks: [
      ...plain,
      ...numbered,
      pod(initIsRoot),
      pod(shared('{ runAsNonRoot: false }', own('{ runAsNonRoot: true }'))),
      on('1.34', pod(`hostUsers: false\n${nothing}`)),
      on('1.37', pod(`os: { name: windows }\n${nothing}`)),
    ],
    silent: [
      ...nonRoot,
      on('1.35', pod(`hostUsers: false\n${nothing}`)),
      on('1.20', pod(own('{ runAsNonRoot: true }'))),
    ],
  },
  'psa:runAsUser': {
    speaks: [
      pod(own('{ runAsUser: 0 }')),
      deployment(shared('{ runAsUser: 0 }')),
      pod(shared('{ runAsUser: 0 }', own('{ runAsUser: 5 }'))),
      on('1.23', pod(own('{ runAsUser: 0, runAsNonRoot: true }'))),
      on('1.34', pod(`hostUsers: false\n${own('{ runAsUser: 0 }')}`)),
    ],
    silent: [
      pod(nothing),
      pod(own('{ runAsUser: 1 }')),
      on('1.22', pod(own('{ runAsUser: 0 }'))),
      on('1.35', pod(`hostUsers: false\n${own('{ runAsUser: 0 }')}`)),
      pod(own('{ runAsGroup: 0 }')),
    ],
  },
  'trivy:KSV-0105': {
    speaks: [
      pod(own('{ runAsUser: 0 }')),
      deployment(shared('{ runAsUser: 0 }')),
      cronJob(shared('{ runAsUser: 0 }', own('{ runAsUser: 5 }'))),
      workload('apps/v1', 'DaemonSet', own('{ runAsUser: 0, runAsNonRoot: true }')),
    ],
    silent: [
      pod(nothing),
      pod(own('{ runAsUser: 1 }')),
      deployment(own('{ runAsGroup: 0 }')),
      pod(shared('{ runAsUser: 10001 }')),
    ],
  },
  'trivy:KSV-0116': {
    speaks: [
      pod(shared('{ runAsGroup: 0 }')),
      deployment(shared('{ fsGroup: 0 }')),
      cronJob(shared('{ supplementalGroups: [1000, 0] }')),
      workload('apps/v1', 'StatefulSet', shared('{ runAsUser: 1000, runAsGroup: 0 }')),
    ],
    silent: [
      pod(nothing),
      pod(shared('{ runAsGroup: 1000, fsGroup: 1 }')),
      deployment(shared('{ runAsUser: 0 }')),
      pod(shared('{ supplementalGroups: [] }')),
    ],
  },
};
