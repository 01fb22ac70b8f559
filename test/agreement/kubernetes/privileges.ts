import { container, cronJob, deployment, on, pod, workload, type Agreement, type Cases } from './cases.ts';

const own = (fields: string, name?: string) => container(`securityContext: ${fields}`, name);
const withInit = (fields: string, rest: string) =>
  `initContainers:\n  - name: set-up\n    image: a:1\n    securityContext: ${fields}\n${rest}`;

/** A setting of the container that must have this value; the pod cannot have it. */
function mustBe(key: string, good: string, bad: string): { main: Cases; init: Cases['speaks'] } {
  const fine = own(`{ ${key}: ${good} }`);
  return {
    main: {
      speaks: [
        pod(container()),
        pod(own(`{ ${key}: ${bad} }`)),
        deployment(own('{ runAsNonRoot: true }')),
        cronJob(container()),
        workload('apps/v1', 'StatefulSet', own('{}')),
        workload('batch/v1', 'Job', `securityContext: { runAsUser: 1 }\n${container()}`),
        deployment(`${fine}  - name: second\n    image: a:1\n`),
      ],
      silent: [
        pod(fine),
        deployment(own(`{ ${key}: ${good}, runAsUser: 0 }`)),
        cronJob(fine),
        workload('apps/v1', 'DaemonSet', withInit(`{ ${key}: ${good} }`, fine)),
      ],
    },
    init: [pod(withInit(`{ ${key}: ${bad} }`, fine)), deployment(withInit('{}', fine))],
  };
}

const escalation = mustBe('allowPrivilegeEscalation', 'false', 'true');
const readOnly = mustBe('readOnlyRootFilesystem', 'true', 'false');
const both = ({ main, init }: ReturnType<typeof mustBe>): Cases => ({ ...main, speaks: [...main.speaks, ...init] });
const mainOnly = ({ main, init }: ReturnType<typeof mustBe>): Cases => ({ ...main, silent: [...main.silent, ...init] });
const windows = `os: { name: windows }\n${container()}`;

/** Rights that a container may gain, and where it may write. */
export const privilegeTables: Agreement = {
  'kube-linter:privilege-escalation-container': {
    speaks: [
      pod(own('{ allowPrivilegeEscalation: true }')),
      deployment(own('{ privileged: true }')),
      cronJob(own('{ capabilities: { add: [SYS_ADMIN] } }')),
      pod(withInit('{ allowPrivilegeEscalation: true }', container())),
    ],
    silent: [
      pod(container()),
      deployment(own('{ allowPrivilegeEscalation: false }')),
      pod(own('{ privileged: false }')),
      pod(own('{ capabilities: { add: [NET_ADMIN] } }')),
      pod(own('{ capabilities: { drop: [SYS_ADMIN] } }')),
    ],
  },
  'polaris:privilegeEscalationAllowed': both(escalation),
  'checkov:CKV_K8S_20': both(escalation),
  'trivy:KSV-0001': both(escalation),
  'kubescape:C-0016': mainOnly(escalation),
  'psa:allowPrivilegeEscalation': {
    speaks: [
      ...both(escalation).speaks,
      on('1.24', pod(windows)),
      on('1.37', pod(`nodeSelector: { kubernetes.io/os: windows }\n${container()}`)),
    ],
    silent: [...escalation.main.silent, on('1.25', pod(windows))],
  },
  'kube-linter:no-read-only-root-fs': both(readOnly),
  'kube-score:container-security-context-readonlyrootfilesystem': both(readOnly),
  'polaris:notReadOnlyRootFilesystem': both(readOnly),
  'checkov:CKV_K8S_22': both(readOnly),
  'trivy:KSV-0014': both(readOnly),
  'kubescape:C-0017': mainOnly(readOnly),
};
