import { container, cronJob, deployment, on, pod, workload, type Agreement, type Cases } from './cases.ts';

const volumes = (list: string, rest = container()) => `volumes: [${list}]\n${rest}`;
const hostPath = (path: string) => `{ name: host, hostPath: { path: ${path} } }`;
const mounting = (more = '') => container(`volumeMounts: [{ name: host, mountPath: /node${more} }]`);
const mounted = (path: string, more = '') => volumes(hostPath(path), mounting(more));
const mountedInInit = (path: string) =>
  volumes(
    hostPath(path),
    `initContainers:\n  - name: a\n    image: a:1\n    volumeMounts: [{ name: host, mountPath: /node }]\n${container()}`,
  );

const anyHostPath: Cases = {
  speaks: [
    pod(volumes(hostPath('/var/log'))),
    deployment(mounted('/srv', ', readOnly: true')),
    cronJob(volumes('{ name: a, emptyDir: {} }, { name: b, hostPath: { path: /a, type: File } }')),
    workload('apps/v1', 'DaemonSet', mounted('/')),
  ],
  silent: [
    pod(container()),
    deployment(volumes('{ name: host, emptyDir: {} }', mounting())),
    cronJob(volumes('{ name: a, persistentVolumeClaim: { claimName: hostPath } }')),
    pod(volumes('{ name: a, configMap: { name: a } }')),
  ],
};
const sensitive = {
  speaks: [
    pod(mounted('/')),
    deployment(mounted('/etc')),
    cronJob(mounted('/proc', ', readOnly: true')),
    workload('apps/v1', 'DaemonSet', mounted('/dev')),
    pod(mountedInInit('/boot')),
  ],
  silent: [
    pod(container()),
    deployment(mounted('/etc/ssl')),
    cronJob(mounted('/var/log')),
    pod(volumes('{ name: host, emptyDir: {} }', container('volumeMounts: [{ name: host, mountPath: /etc }]'))),
    pod(mounted('/home')),
  ],
};
const writable = {
  speaks: [
    pod(mounted('/var/log')),
    deployment(mounted('/srv', ', readOnly: false')),
    cronJob(mounted('/srv')),
    workload('apps/v1', 'DaemonSet', mounted('/srv', ', readOnly: null')),
  ],
  silent: [
    pod(mounted('/var/log', ', readOnly: true')),
    deployment(volumes(hostPath('/srv'))),
    cronJob(volumes('{ name: host, emptyDir: {} }', mounting())),
    pod(container()),
  ],
};
const socket = {
  speaks: [
    pod(mounted('/var/run/docker.sock')),
    deployment(mounted('/var/run/docker.sock', ', readOnly: true')),
    cronJob(mounted('/var/run/docker.sock')),
    workload('apps/v1', 'DaemonSet', mounted('/var/run/docker.sock')),
  ],
  silent: [
    pod(container()),
    deployment(mounted('/var/run')),
    cronJob(mounted('/var/run/docker.pid')),
    pod(
      volumes(
        '{ name: host, emptyDir: {} }',
        container('volumeMounts: [{ name: host, mountPath: /var/run/docker.sock }]'),
      ),
    ),
  ],
};
const onlyVolume = pod(volumes(hostPath('/var/run/docker.sock')));

const others = [
  pod(volumes('{ name: a, nfs: { server: a, path: / } }')),
  deployment(volumes('{ name: a, gitRepo: { repository: a } }')),
  cronJob(volumes('{ name: a, emptyDir: {} }, { name: b, iscsi: { targetPortal: a, iqn: b, lun: 0 } }')),
  workload('apps/v1', 'StatefulSet', volumes('{ name: a, awsElasticBlockStore: { volumeID: a } }')),
];
const core = [
  pod(container()),
  deployment(
    volumes('{ name: a, emptyDir: {} }, { name: b, configMap: { name: b } }, { name: c, secret: { secretName: c } }'),
  ),
  cronJob(volumes('{ name: a, persistentVolumeClaim: { claimName: a } }, { name: b, projected: { sources: [] } }')),
  pod(
    volumes(
      '{ name: a, csi: { driver: a } }, { name: b, downwardAPI: { items: [] } }, { name: c, ephemeral: {} }, { name: d, image: { reference: a } }',
    ),
  ),
];

const sysctls = (...names: string[]) =>
  `securityContext: { sysctls: [${names.map((name) => `{ name: ${name}, value: "1" }`).join(', ')}] }\n${container()}`;
const unsafe = [
  pod(sysctls('kernel.msgmax')),
  deployment(sysctls('net.core.somaxconn')),
  cronJob(sysctls('net.ipv4.tcp_syncookies', 'kernel.sem')),
  workload('apps/v1', 'StatefulSet', sysctls('fs.mqueue.msg_max')),
];
const safe = [
  pod(container()),
  deployment(sysctls('kernel.shm_rmid_forced')),
  cronJob(sysctls('net.ipv4.ip_local_port_range', 'net.ipv4.tcp_keepalive_time')),
  pod('securityContext: { sysctls: [] }\n' + container()),
];

/** Volumes of the node and of storage systems; sysctls. */
export const volumeTables: Agreement = {
  'polaris:hostPathSet': anyHostPath,
  'trivy:KSV-0023': anyHostPath,
  'psa:hostPathVolumes': {
    ...anyHostPath,
    silent: [...anyHostPath.silent, pod(volumes('{ name: a, hostPath: null, emptyDir: {} }'))],
  },
  'kubescape:C-0048': anyHostPath,
  'kube-linter:sensitive-host-mounts': {
    ...sensitive,
    silent: [...sensitive.silent, pod(volumes(hostPath('/etc'))), pod(mounted('/var/lib/docker'))],
  },
  'trivy:KSV-0121': {
    ...sensitive,
    speaks: [...sensitive.speaks, pod(volumes(hostPath('/etc'))), pod(mounted('/var/lib/docker'))],
  },
  'kube-linter:writable-host-mount': { ...writable, speaks: [...writable.speaks, pod(mountedInInit('/srv'))] },
  'kubescape:C-0045': { ...writable, silent: [...writable.silent, pod(mountedInInit('/srv'))] },
  'kube-linter:docker-sock': {
    speaks: [...socket.speaks, pod(mounted('/run/docker.sock')), pod(mountedInInit('/docker.sock'))],
    silent: [...socket.silent, onlyVolume],
  },
  'checkov:CKV_K8S_27': {
    speaks: [...socket.speaks, onlyVolume],
    silent: [...socket.silent, pod(mounted('/run/docker.sock'))],
  },
  'trivy:KSV-0006': {
    speaks: [...socket.speaks, onlyVolume],
    silent: [...socket.silent, pod(mounted('/run/docker.sock'))],
  },
  'kubescape:C-0074': {
    speaks: [
      ...socket.speaks,
      pod(mounted('/run/containerd/containerd.sock')),
      deployment(mounted('/var/run/crio/crio.sock')),
    ],
    silent: [...socket.silent, onlyVolume, pod(mounted('/run/docker.sock'))],
  },
  'trivy:KSV-0028': {
    speaks: [...others, pod(volumes('{ name: a, azureDisk: { diskName: a, diskURI: b } }'))],
    silent: [...core, pod(volumes(hostPath('/srv')))],
  },
  'psa:restrictedVolumes': {
    speaks: [
      ...others,
      ...anyHostPath.speaks,
      pod(volumes('{ name: a, cephfs: { monitors: [a] } }')),
      on('1.20', pod(volumes('{ name: a, rbd: {} }'))),
    ],
    silent: core,
  },
  'kube-linter:unsafe-sysctls': {
    speaks: unsafe,
    silent: [...safe, pod(sysctls('vm.swappiness'))],
    differs: [{ text: pod(sysctls('net.ipv4.tcp_syncookies')), speaks: false, because: 'Kubernetes lists it as safe' }],
  },
  'trivy:KSV-0026': {
    speaks: [...unsafe, pod(sysctls('vm.swappiness')), on('1.28', pod(sysctls('net.ipv4.tcp_keepalive_time')))],
    silent: safe,
  },
  'psa:sysctls': {
    speaks: [
      ...unsafe,
      pod(sysctls('vm.swappiness')),
      on('1.26', pod(sysctls('net.ipv4.ip_local_reserved_ports'))),
      on('1.28', pod(sysctls('net.ipv4.tcp_fin_timeout'))),
      on('1.31', pod(sysctls('net.ipv4.tcp_rmem'))),
      on('1.36', pod(sysctls('net.ipv4.tcp_notsent_lowat'))),
    ],
    silent: [
      ...safe,
      on('1.27', pod(sysctls('net.ipv4.ip_local_reserved_ports'))),
      on('1.29', pod(sysctls('net.ipv4.tcp_fin_timeout'))),
      on('1.32', pod(sysctls('net.ipv4.tcp_rmem'))),
      on('1.37', pod(sysctls('net.ipv4.tcp_notsent_lowat'))),
    ],
  },
};
