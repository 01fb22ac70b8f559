import { at, entries, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import {
  given,
  hasOwnUsers,
  inContainers,
  isExemptWindows,
  NONE,
  type PodSecurityCheck,
  type Violation,
} from './check.ts';

const CONFINED: ReadonlySet<string> = new Set(['RuntimeDefault', 'Localhost']);
export const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

export const seccompBaseline: PodSecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  violations: (pod) => onPodAndContainers(pod, (context) => unconfined(context, 'seccompProfile')),
};

export const seccompRestricted: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  replaces: 'seccompProfile_baseline',
  violations(pod, minor) {
    if (isExemptWindows(pod, minor)) return NONE;
    const shared = given(at(pod.spec, 'securityContext', 'seccompProfile'));
    if (shared) return seccompBaseline.violations(pod, minor);
    return inContainers(pod, ({ field }) => {
      const context = at(field, 'securityContext');
      return given(at(context, 'seccompProfile')) ? unconfined(context, 'seccompProfile') : true;
    });
  },
};

export const appArmorProfile: PodSecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  violations(pod) {
    const fields = onPodAndContainers(pod, (context) => unconfined(context, 'appArmorProfile'));
    const annotations = entries(at(pod.metadata, 'annotations'))
      .filter(({ key, value }) => key.startsWith(APPARMOR_ANNOTATION) && !isAllowedAppArmor(textAt(value) ?? ''))
      .map(({ value }) => ({ field: value }));
    return annotations.length > 0 ? [...fields, ...annotations] : fields;
  },
};

export const seLinuxOptions: PodSecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  violations(pod, minor) {
    return onPodAndContainers(pod, (context) => {
      const options = at(context, 'seLinuxOptions');
      const type = at(options, 'type');
      if (type && !isAllowedType(textAt(type) ?? '', minor)) return type;
      return ['user', 'role'].map((key) => at(options, key)).find((field) => textAt(field));
    });
  },
};

export const procMount: PodSecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  violations: (pod, minor) => (hasOwnUsers(pod, minor) ? NONE : unusualProcMounts(pod)),
};

export const procMountRestricted: PodSecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  since: 35,
  replaces: 'procMount',
  violations: unusualProcMounts,
};

function unusualProcMounts(pod: PodSpecView): readonly Violation[] {
  return inContainers(pod, ({ field }) => {
    const own = given(at(field, 'securityContext', 'procMount'));
    return own && textAt(own) !== 'Default' ? own : undefined;
  });
}

function isAllowedAppArmor(profile: string): boolean {
  return profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
}

function isAllowedType(type: string, minor: number): boolean {
  return (
    ['', 'container_t', 'container_init_t', 'container_kvm_t'].includes(type) ||
    (minor >= 31 && type === 'container_engine_t')
  );
}

/** The type of a profile that is none, or the profile where it names no type. */
function unconfined(context: Field | undefined, key: string): Field | undefined {
  const profile = given(at(context, key));
  if (!profile) return undefined;
  const type = given(at(profile, 'type'));
  return CONFINED.has(textAt(type) ?? '') ? undefined : (type ?? profile);
}

function onPodAndContainers(
  pod: PodSpecView,
  check: (context: Field | undefined) => Field | undefined,
): readonly Violation[] {
  const shared = check(at(pod.spec, 'securityContext'));
  const found = inContainers(pod, ({ field }) => check(at(field, 'securityContext')));
  return shared ? [{ field: shared }, ...found] : found;
}
