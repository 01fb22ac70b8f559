import type { PodSpecView } from '../pods/workloads.ts';
import { allowPrivilegeEscalationCheck, capabilitiesBaseline, capabilitiesRestricted } from './capabilities.ts';
import type { PodSecurityCheck, PodSecurityLevel } from './check.ts';
import { hostNamespaces, hostPorts, hostProbesAndHostLifecycle, windowsHostProcess } from './host.ts';
import {
  appArmorProfile,
  procMount,
  procMountRestricted,
  seccompBaseline,
  seccompRestricted,
  seLinuxOptions,
} from './profiles.ts';
import { privilegedCheck, runAsNonRootCheck, runAsUserCheck } from './run-as.ts';
import { hostPathVolumes, restrictedVolumes, sysctls } from './volumes.ts';

/** All checks of the Pod Security Standards, `baseline` first. */
export const podSecurityChecks: readonly PodSecurityCheck[] = [
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privilegedCheck,
  procMount,
  seLinuxOptions,
  seccompBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalationCheck,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRootCheck,
  runAsUserCheck,
  seccompRestricted,
];

/** The checks of a level in the policy of a minor version, as the API server evaluates them. */
export function checksOf(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[] {
  if (level === 'privileged') return [];
  const known = podSecurityChecks.filter(({ since = 0 }) => minor >= since);
  if (level === 'baseline') return known.filter((check) => check.level === 'baseline');
  const replaced = new Set(known.map(({ replaces }) => replaces));
  return known.filter(({ id }) => !replaced.has(id));
}

/** The ids of the checks that refuse a pod. */
export function refusing(pod: PodSpecView, level: PodSecurityLevel, minor: number): string[] {
  return checksOf(level, minor)
    .filter((check) => check.violations(pod, minor).length > 0)
    .map(({ id }) => id);
}
