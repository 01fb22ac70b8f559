import { at, items, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { given, NONE, type PodSecurityCheck, type Violation } from './check.ts';

/** What `restricted` lets a pod mount. */
const ALLOWED: ReadonlySet<string> = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
);

/** The sysctls that a pod may set, with the policy version that first allowed them. */
const SAFE_SYSCTLS: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
]);

export const hostPathVolumes: PodSecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  violations: ({ spec }) => inList(at(spec, 'volumes'), (volume) => given(at(volume, 'hostPath'))),
};

export const restrictedVolumes: PodSecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  replaces: 'hostPathVolumes',
  violations: ({ spec }) =>
    inList(at(spec, 'volumes'), (volume) => {
      const sources =
        volume.kind === 'map' ? volume.entries.filter(({ key, value }) => key !== 'name' && given(value)) : [];
      return sources.some(({ key }) => ALLOWED.has(key)) ? undefined : (sources[0]?.value ?? volume);
    }),
};

export const sysctls: PodSecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  violations: ({ spec }, minor) =>
    inList(at(spec, 'securityContext', 'sysctls'), (sysctl) => {
      const name = at(sysctl, 'name');
      return isSafeSysctl(textAt(name) ?? '', minor) ? undefined : (name ?? sysctl);
    }),
};

export function isSafeSysctl(name: string, minor: number): boolean {
  return minor >= (SAFE_SYSCTLS.get(name) ?? Infinity);
}

function inList(list: Field | undefined, check: (item: Field) => Field | undefined): readonly Violation[] {
  let found: Violation[] | undefined;
  for (const item of items(list)) {
    const field = check(item);
    if (field) (found ??= []).push({ field });
  }
  return found ?? NONE;
}
