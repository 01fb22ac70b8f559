/**
 * Pod Security *restricted*, written from the Pod Security Standards page and not from our rules: what the admission
 * controller would refuse of a pod spec. Empty = admitted.
 */
export function refusedByRestricted(spec: Readonly<Record<string, unknown>>): string[] {
  const refused: string[] = [];
  const pod = object(spec['securityContext']);
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (spec[field] === true) refused.push(field);
  for (const sysctl of list(pod['sysctls'])) {
    if (!SAFE_SYSCTLS.includes(String(object(sysctl)['name']))) refused.push('unsafe sysctl');
  }
  for (const volume of list(spec['volumes'])) {
    const types = Object.keys(object(volume)).filter((key) => key !== 'name');
    if (types.some((type) => !VOLUMES.includes(type))) refused.push(`volume ${types.join()}`);
  }
  for (const each of [...list(spec['containers']), ...list(spec['initContainers'])]) {
    const container = object(each);
    const own = object(container['securityContext']);
    const effective = (field: string) => own[field] ?? pod[field];
    if (own['privileged'] === true) refused.push('privileged');
    if (own['allowPrivilegeEscalation'] !== false) refused.push('allowPrivilegeEscalation');
    if (effective('runAsNonRoot') !== true) refused.push('runAsNonRoot');
    if (effective('runAsUser') === 0) refused.push('runAsUser');
    const profile = object(effective('seccompProfile'))['type'];
    if (profile !== 'RuntimeDefault' && profile !== 'Localhost') refused.push('seccompProfile');
    const capabilities = object(own['capabilities']);
    if (!list(capabilities['drop']).includes('ALL')) refused.push('capabilities.drop');
    if (list(capabilities['add']).some((name) => name !== 'NET_BIND_SERVICE')) refused.push('capabilities.add');
    for (const port of list(container['ports'])) if (object(port)['hostPort'] !== undefined) refused.push('hostPort');
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      const handler = object(container[probe]);
      if (['httpGet', 'tcpSocket'].some((kind) => object(handler[kind])['host'] !== undefined))
        refused.push('probe host');
    }
  }
  return refused;
}

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
];

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
