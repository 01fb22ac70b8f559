import { container, cronJob, deployment, on, pod, workload, type Agreement, type Cases } from './cases.ts';

const caps = (fields: string, name?: string) => container(`securityContext:\n  capabilities: ${fields}`, name);
const dropping = (...names: string[]) => caps(`{ drop: [${names.join(', ')}] }`);
const adding = (...names: string[]) => caps(`{ drop: [ALL], add: [${names.join(', ')}] }`);
const withInit = (fields: string, rest: string) =>
  `initContainers:\n  - name: set-up\n    image: a:1\n    securityContext: { capabilities: ${fields} }\n${rest}`;
const windows = `os: { name: windows }\n${container()}`;

const keeps: Cases['speaks'] = [
  pod(container()),
  deployment(caps('{}')),
  cronJob(dropping()),
  workload('apps/v1', 'StatefulSet', dropping('CHOWN', 'NET_ADMIN')),
  pod(withInit('{}', dropping('ALL'))),
  pod(`securityContext: { runAsNonRoot: true }\n${container('securityContext: { privileged: false }')}`),
];
const drops: Cases['silent'] = [
  pod(dropping('ALL')),
  deployment(adding('NET_BIND_SERVICE')),
  cronJob(dropping('CHOWN', 'ALL')),
  workload('batch/v1', 'Job', withInit('{ drop: [ALL] }', dropping('ALL'))),
];
const adds = (name: string): Cases['speaks'] => [
  pod(adding(name)),
  deployment(caps(`{ add: [${name}] }`)),
  cronJob(adding('CHOWN', name)),
  workload('apps/v1', 'DaemonSet', adding(name, 'NET_BIND_SERVICE')),
];
const addsNothing: Cases['silent'] = [
  pod(container()),
  deployment(dropping('SYS_ADMIN', 'NET_RAW')),
  cronJob(caps('{ add: [] }')),
];

/** Capabilities kept and added. */
export const capabilityTables: Agreement = {
  'polaris:insecureCapabilities': {
    speaks: [...keeps, pod(dropping('NET_RAW'))],
    silent: [
      ...drops,
      pod(dropping('all')),
      pod(
        dropping(
          ...'NET_ADMIN CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'.split(
            ' ',
          ),
        ),
      ),
    ],
  },
  'checkov:CKV_K8S_37': { speaks: [...keeps, pod(dropping('NET_RAW'))], silent: [...drops, pod(dropping('all'))] },
  'checkov:CKV_K8S_28': { speaks: keeps, silent: [...drops, pod(dropping('NET_RAW')), pod(dropping('all'))] },
  'trivy:KSV-0003': { speaks: [...keeps, pod(dropping('NET_RAW'))], silent: [...drops, pod(dropping('all'))] },
  'trivy:KSV-0004': {
    speaks: [
      pod(container()),
      deployment(caps('{}')),
      cronJob(caps('{ add: [CHOWN] }')),
      pod(withInit('{}', dropping('ALL'))),
    ],
    silent: [...drops, pod(dropping('CHOWN')), deployment(dropping())],
  },
  'trivy:KSV-0106': {
    speaks: [
      ...keeps,
      pod(dropping('NET_RAW')),
      pod(adding('CHOWN')),
      deployment(adding('NET_BIND_SERVICE', 'SYS_TIME')),
    ],
    silent: [...drops, pod(dropping('all'))],
  },
  'psa:capabilities_restricted': {
    speaks: [
      ...keeps,
      pod(dropping('all')),
      pod(adding('CHOWN')),
      on('1.24', pod(windows)),
      on('1.22', pod(container())),
      pod(withInit('{ drop: [ALL], add: [KILL] }', dropping('ALL'))),
    ],
    silent: [...drops, on('1.25', pod(windows)), on('1.21', pod(container()))],
  },
  'psa:capabilities_baseline': {
    speaks: [
      ...adds('NET_ADMIN'),
      ...adds('SYS_TIME'),
      pod(adding('ALL')),
      pod(adding('CAP_CHOWN')),
      on('1.20', pod(adding('NET_RAW'))),
    ],
    silent: [
      ...drops,
      ...addsNothing,
      pod(adding('CHOWN', 'KILL', 'SETUID')),
      deployment(adding('AUDIT_WRITE', 'MKNOD', 'SYS_CHROOT')),
    ],
  },
  'kube-linter:drop-net-raw-capability': {
    speaks: [
      ...adds('NET_RAW'),
      deployment(caps('{}')),
      cronJob(dropping('CHOWN')),
      pod(caps('{ drop: [ALL], add: [all] }')),
    ],
    silent: [
      ...drops,
      pod(container()),
      pod(dropping('NET_RAW')),
      pod(dropping('all')),
      deployment(dropping('NET_ADMIN', 'NET_RAW')),
    ],
  },
  'trivy:KSV-0119': { speaks: adds('NET_RAW'), silent: [...drops, ...addsNothing, pod(adding('NET_ADMIN'))] },
  'checkov:CKV_K8S_25': { speaks: [...adds('CHOWN'), pod(adding('NET_BIND_SERVICE'))], silent: addsNothing },
  'trivy:KSV-0022': { speaks: [...adds('CHOWN'), pod(adding('NET_BIND_SERVICE'))], silent: addsNothing },
  'checkov:CKV_K8S_39': { speaks: adds('SYS_ADMIN'), silent: [...addsNothing, pod(adding('NET_ADMIN'))] },
  'trivy:KSV-0005': { speaks: adds('SYS_ADMIN'), silent: [...addsNothing, pod(adding('NET_ADMIN')), ...drops] },
  'trivy:KSV-0120': { speaks: adds('SYS_MODULE'), silent: [...addsNothing, pod(adding('SYS_ADMIN')), ...drops] },
  'polaris:dangerousCapabilities': {
    speaks: [
      ...adds('SYS_ADMIN'),
      ...adds('NET_ADMIN'),
      pod(adding('ALL')),
      pod(adding('all')),
      pod(withInit('{ add: [NET_ADMIN] }', container())),
    ],
    silent: [...addsNothing, pod(adding('CHOWN')), pod(adding('SYS_TIME')), deployment(adding('SYS_MODULE'))],
  },
  'kubescape:C-0046': {
    speaks: [...adds('SYS_PTRACE'), ...adds('BPF'), pod(adding('ALL')), pod(adding('SETPCAP'))],
    silent: [
      ...addsNothing,
      pod(adding('CHOWN')),
      pod(adding('SYS_TIME')),
      pod(withInit('{ add: [SYS_ADMIN] }', container())),
    ],
  },
};
