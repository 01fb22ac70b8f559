import { seeded } from '../../random.ts';
/* What the Pod Security Standards look at, in random combinations; `null` wherever it is written by templates. */

type Plain = Record<string, unknown>;

const words = (text: string) => text.split(' ');
const CAPABILITIES = [
  ...words('ALL all NET_ADMIN SYS_ADMIN NET_BIND_SERVICE CHOWN NET_RAW CAP_CHOWN SETUID MKNOD KILL'),
  '',
];
const ALLOWED_VOLUMES = words(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret hostPath',
);
const OTHER_VOLUMES = words(
  'gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk portworxVolume scaleIO storageos',
);
const SYSCTLS = words(
  'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time net.ipv4.tcp_rmem net.ipv4.tcp_notsent_lowat kernel.msgmax net.core.somaxconn net.ipv4.tcp_syncookies net.ipv4.tcp_slow_start_after_idle',
);
const PROFILES = [
  { type: 'RuntimeDefault' },
  { type: 'Localhost', localhostProfile: 'a.json' },
  { type: 'Unconfined' },
  {},
  { type: '' },
  null,
];
const PROBES = [
  { httpGet: { port: 80 } },
  { httpGet: { port: 80, host: '127.0.0.1' } },
  { tcpSocket: { port: 1, host: '' } },
  { tcpSocket: { port: 1, host: 'a.b' } },
  { exec: { command: ['a'] } },
  { grpc: { port: 1 } },
  null,
];

/** The pod of a number: the same today and tomorrow. */
export function generatePod(seed: number): Plain {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = <T>(list: readonly T[]): T[] => Array.from({ length: Math.floor(random() * 3) }, () => pick(list));
  /** Keys, each with its chance of being there and its value. */
  const mapOf = (...fields: (readonly [key: string, chance: number, value: () => unknown])[]) =>
    Object.fromEntries(fields.filter(([, chance]) => random() < chance).map(([key, , value]) => [key, value()]));
  let names = 0;

  const seLinux = () =>
    mapOf(
      ['type', 0.5, () => pick(words('container_t container_init_t container_kvm_t container_engine_t spc_t'))],
      ['user', 0.2, () => pick(['system_u', ''])],
      ['role', 0.2, () => pick(['system_r', ''])],
      ['level', 0.2, () => 's0'],
    );
  const shared = (): Plain =>
    mapOf(
      ['runAsNonRoot', 0.5, () => pick([true, false, null])],
      ['runAsUser', 0.4, () => pick([0, 1000, null, 65534])],
      ['seccompProfile', 0.5, () => pick(PROFILES)],
      ['seLinuxOptions', 0.2, () => (random() < 0.2 ? null : seLinux())],
      ['appArmorProfile', 0.2, () => pick(PROFILES)],
      ['windowsOptions', 0.15, () => pick([{ hostProcess: true }, { hostProcess: false }, {}, { hostProcess: null }])],
    );
  const capabilities = () =>
    mapOf(['drop', 0.8, () => pick([['ALL'], ['all'], some(CAPABILITIES)])], ['add', 0.4, () => some(CAPABILITIES)]);
  const ofContainer = (): Plain => ({
    ...shared(),
    ...mapOf(
      ['privileged', 0.2, () => pick([true, false, null])],
      ['allowPrivilegeEscalation', 0.6, () => pick([true, false, false, null])],
      ['procMount', 0.2, () => pick(['Default', 'Unmasked', '', null])],
      ['capabilities', 0.7, () => (random() < 0.2 ? null : capabilities())],
    ),
  });
  const container = (): Plain => ({
    name: `c${String(names++)}`,
    image: 'a:1',
    ...mapOf(
      ['securityContext', 0.8, () => (random() < 0.3 ? pick([{}, null]) : ofContainer())],
      [
        'ports',
        0.3,
        () => [{ containerPort: 80 }, { containerPort: 81, ...pick([{ hostPort: 81 }, { hostPort: 0 }]) }],
      ],
      ['livenessProbe', 0.15, () => pick(PROBES)],
      ['readinessProbe', 0.15, () => pick(PROBES)],
      ['startupProbe', 0.15, () => pick(PROBES)],
      ['lifecycle', 0.1, () => mapOf(['preStop', 0.5, () => pick(PROBES)], ['postStart', 0.5, () => pick(PROBES)])],
    ),
  });
  const containers = () => Array.from({ length: 1 + Math.floor(random() * 2) }, container);
  const volume = (): Plain => ({
    name: `v${String(names++)}`,
    ...mapOf([random() < 0.6 ? pick(ALLOWED_VOLUMES) : pick(OTHER_VOLUMES), 0.97, () => (random() < 0.05 ? null : {})]),
  });
  const ofPod = (): Plain => ({
    ...shared(),
    ...mapOf(['sysctls', 0.3, () => some(SYSCTLS).map((name) => ({ name, value: '1' }))], ['runAsGroup', 0.2, () => 0]),
  });
  const spec = mapOf(
    ['hostNetwork', 0.1, () => pick([true, false])],
    ['hostPID', 0.1, () => pick([true, false])],
    ['hostIPC', 0.1, () => pick([true, false])],
    ['hostUsers', 0.3, () => pick([false, false, true, null])],
    ['os', 0.15, () => ({ name: pick(['windows', 'linux']) })],
    ['nodeSelector', 0.1, () => ({ 'kubernetes.io/os': 'windows' })],
    ['securityContext', 0.7, () => (random() < 0.2 ? pick([{}, null]) : ofPod())],
    ['volumes', 0.4, () => Array.from({ length: Math.floor(random() * 3) }, volume)],
    ['initContainers', 0.25, containers],
    ['containers', 1, containers],
    ['ephemeralContainers', 0.05, containers],
  );
  const annotations = () => ({
    [`container.apparmor.security.beta.kubernetes.io/c${pick(['0', '1', '9'])}`]: pick(
      words('runtime/default localhost/a unconfined foo'),
    ),
    'seccomp.security.alpha.kubernetes.io/pod': pick(['runtime/default', 'unconfined']),
  });
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ...mapOf(['annotations', 0.15, annotations]) }, spec };
}
