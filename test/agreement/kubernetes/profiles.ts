import { container, cronJob, deployment, on, pod, workload, type Agreement, type Cases } from './cases.ts';

const own = (fields: string, name?: string) => container(`securityContext: ${fields}`, name);
const shared = (fields: string, rest = container()) => `securityContext: ${fields}\n${rest}`;
const seccomp = (type: string) => `{ seccompProfile: { type: ${type} } }`;
const apparmor = (type: string) => `{ appArmorProfile: { type: ${type} } }`;
const annotated = (annotation: string) => pod(container(), `name: app\nannotations:\n  ${annotation}`);
const windows = `os: { name: windows }\n${container()}`;

const none = [
  pod(container()),
  deployment(container()),
  cronJob(own('{ runAsNonRoot: true }')),
  pod(shared('{ fsGroup: 1 }')),
];
const unconfined = [
  pod(own(seccomp('Unconfined'))),
  deployment(shared(seccomp('Unconfined'))),
  cronJob(own(seccomp('Unconfined'))),
];
const overridden = pod(shared(seccomp('RuntimeDefault'), own(seccomp('Unconfined'))));
const filtered: Cases['silent'] = [
  pod(own(seccomp('RuntimeDefault'))),
  deployment(shared(seccomp('RuntimeDefault'))),
  cronJob(shared(seccomp('RuntimeDefault'), own('{ privileged: false }'))),
  workload('apps/v1', 'StatefulSet', own(seccomp('RuntimeDefault'))),
];
const ofOnes = [pod(own(seccomp('Localhost'))), deployment(shared(seccomp('Localhost')))];
const initLacks = pod(`initContainers:\n  - name: a\n    image: a:1\n${own(seccomp('RuntimeDefault'))}`);
const secondLacks = deployment(`${own(seccomp('RuntimeDefault'))}  - name: second\n    image: a:1\n`);

const selinux = (fields: string) => `{ seLinuxOptions: { ${fields} } }`;
const selinuxBad = [
  pod(own(selinux('type: spc_t'))),
  deployment(shared(selinux('user: system_u'))),
  cronJob(own(selinux('role: system_r, level: s0'))),
  workload('apps/v1', 'DaemonSet', shared(selinux('type: unconfined_t'))),
];
const selinuxGood = [
  pod(container()),
  deployment(own(selinux('type: container_t'))),
  cronJob(shared(selinux('level: "s0:c1,c2"'))),
  pod(own(selinux('type: container_init_t'))),
  pod(own(selinux('type: container_kvm_t'))),
];
const unmasked = [
  pod(own('{ procMount: Unmasked }')),
  deployment(own('{ procMount: Unmasked }')),
  cronJob(own('{ procMount: Unmasked, privileged: false }')),
  workload('batch/v1', 'Job', own('{ procMount: Unmasked }')),
];
const unmaskedInit = pod(
  `initContainers:\n  - name: a\n    image: a:1\n    securityContext: { procMount: Unmasked }\n${container()}`,
);
const masked = [pod(container()), deployment(own('{ procMount: null }')), cronJob(own('{ privileged: true }'))];
const unmaskedUsers = pod(`hostUsers: false\n${own('{ procMount: Unmasked }')}`);

/** Seccomp, AppArmor, SELinux and the masks of /proc. */
export const profileTables: Agreement = {
  'trivy:KSV-0030': {
    speaks: [
      ...none,
      ...unconfined,
      overridden,
      initLacks,
      secondLacks,
      annotated('seccomp.security.alpha.kubernetes.io/pod: unconfined'),
    ],
    silent: [...filtered, ...ofOnes, annotated('seccomp.security.alpha.kubernetes.io/pod: runtime/default')],
  },
  'trivy:KSV-0104': {
    speaks: [...none, ...unconfined, overridden, initLacks],
    silent: [...filtered, ...ofOnes, annotated('container.seccomp.security.alpha.kubernetes.io/app: localhost/a')],
  },
  'checkov:CKV_K8S_31': {
    speaks: [...none, ...unconfined, ...ofOnes, secondLacks],
    silent: [...filtered, initLacks, annotated('seccomp.security.alpha.kubernetes.io/pod: docker/default'), overridden],
    differs: [
      {
        text: cronJob(own(seccomp('RuntimeDefault'))),
        speaks: false,
        because: 'a container of a CronJob has a profile of its own as well as any other',
      },
    ],
  },
  'kube-score:container-seccomp-profile': {
    speaks: [...none, secondLacks],
    silent: [
      ...filtered,
      ...ofOnes,
      ...unconfined,
      initLacks,
      annotated('seccomp.security.alpha.kubernetes.io/defaultProfileName: a'),
    ],
  },
  'kubescape:C-0210': {
    speaks: [...none, ...unconfined, ...ofOnes, overridden, secondLacks],
    silent: [...filtered, initLacks, workload('v1', 'ReplicationController', container())],
  },
  'psa:seccompProfile_baseline': {
    speaks: [
      ...unconfined,
      overridden,
      pod(own('{ seccompProfile: {} }')),
      on('1.20', pod(shared(seccomp('Unconfined')))),
    ],
    silent: [...none, ...filtered, ...ofOnes, pod(own('{ seccompProfile: null }'))],
  },
  'psa:seccompProfile_restricted': {
    speaks: [...none, ...unconfined, overridden, initLacks, secondLacks, on('1.24', pod(windows))],
    silent: [...filtered, ...ofOnes, on('1.25', pod(windows))],
  },
  'trivy:KSV-0002': {
    speaks: [
      annotated('container.apparmor.security.beta.kubernetes.io/app: unconfined'),
      annotated('container.apparmor.security.beta.kubernetes.io/app: localhost/strict'),
      workload(
        'apps/v1',
        'Deployment',
        container(),
        'labels: { app: web }\nannotations: { container.apparmor.security.beta.kubernetes.io/app: unconfined }',
      ),
    ],
    silent: [
      pod(container()),
      annotated('container.apparmor.security.beta.kubernetes.io/app: runtime/default'),
      annotated('container.apparmor.security.beta.kubernetes.io/other: unconfined'),
    ],
  },
  'psa:appArmorProfile': {
    speaks: [
      pod(own(apparmor('Unconfined'))),
      deployment(shared(apparmor('Unconfined'))),
      annotated('container.apparmor.security.beta.kubernetes.io/app: unconfined'),
      annotated('container.apparmor.security.beta.kubernetes.io/other: unconfined'),
      on('1.20', cronJob(own('{ appArmorProfile: {} }'))),
    ],
    silent: [
      pod(container()),
      deployment(own(apparmor('RuntimeDefault'))),
      pod(shared(apparmor('Localhost'))),
      annotated('container.apparmor.security.beta.kubernetes.io/app: localhost/strict'),
      annotated('container.apparmor.security.beta.kubernetes.io/app: ""'),
    ],
  },
  'trivy:KSV-0025': { speaks: [...selinuxBad, pod(own(selinux('type: container_engine_t')))], silent: selinuxGood },
  'psa:seLinuxOptions': {
    speaks: [...selinuxBad, on('1.30', pod(own(selinux('type: container_engine_t'))))],
    silent: [...selinuxGood, on('1.31', pod(own(selinux('type: container_engine_t')))), pod(own(selinux('user: ""')))],
  },
  'kube-linter:unsafe-proc-mount': {
    speaks: [...unmasked, unmaskedInit, pod(own('{ procMount: unmasked }'))],
    silent: [...masked, pod(own('{ procMount: Default }'))],
  },
  'polaris:procMount': { speaks: unmasked, silent: [...masked, unmaskedInit, pod(own('{ procMount: Default }'))] },
  'trivy:KSV-0027': {
    speaks: [...unmasked, unmaskedInit],
    silent: masked,
    differs: [
      {
        text: pod(own('{ procMount: Default }')),
        speaks: false,
        because: '`Default` is what a container without it has',
      },
    ],
  },
  'psa:procMount': {
    speaks: [...unmasked, unmaskedInit, on('1.34', unmaskedUsers), pod(own('{ procMount: "" }'))],
    silent: [...masked, on('1.35', unmaskedUsers), pod(own('{ procMount: Default }'))],
  },
  'psa:procMount_restricted': {
    speaks: [...unmasked, on('1.35', unmaskedUsers), unmaskedInit],
    silent: [
      ...masked,
      on('1.34', unmaskedUsers),
      on('1.30', pod(own('{ procMount: Unmasked }'))),
      pod(own('{ procMount: Default }')),
    ],
  },
};
