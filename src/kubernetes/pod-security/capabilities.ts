import { at, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import type { ContainerView } from '../pods/workloads.ts';
import { inContainers, isExemptWindows, NONE, type PodSecurityCheck } from './check.ts';

/** What container runtimes give anyway, and what `baseline` lets a container add. */
export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set(
  `AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT`.split(
    ' ',
  ),
);

export const capabilitiesBaseline: PodSecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  violations: (pod) =>
    inContainers(pod, (container) => firstAdded(container, (name) => !DEFAULT_CAPABILITIES.has(name))),
};

export const capabilitiesRestricted: PodSecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  since: 22,
  replaces: 'capabilities_baseline',
  violations(pod, minor) {
    if (isExemptWindows(pod, minor)) return NONE;
    return inContainers(
      pod,
      (container) =>
        firstAdded(container, (name) => name !== 'NET_BIND_SERVICE') ?? (dropsAll(container) ? undefined : true),
    );
  },
};

export const allowPrivilegeEscalationCheck: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  violations(pod, minor) {
    if (isExemptWindows(pod, minor)) return NONE;
    return inContainers(pod, ({ field }) => {
      const own = at(field, 'securityContext', 'allowPrivilegeEscalation');
      const value = valueAt(own);
      if (value === true) return own;
      return value === undefined || value === null ? true : undefined;
    });
  },
};

/** The policies know the name in capitals only. */
function dropsAll({ field }: ContainerView): boolean {
  return items(at(field, 'securityContext', 'capabilities', 'drop')).some((item) => textAt(item) === 'ALL');
}

function firstAdded({ field }: ContainerView, isForbidden: (name: string) => boolean): Field | undefined {
  return items(at(field, 'securityContext', 'capabilities', 'add')).find((item) => isForbidden(textAt(item) ?? ''));
}
