import { at, valueAt } from '../fields.ts';
import { hasOwnUsers, inContainers, NONE, type PodSecurityCheck } from './check.ts';

export const runAsNonRootCheck: PodSecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  violations(pod, minor) {
    if (hasOwnUsers(pod, minor)) return NONE;
    const shared = at(pod.spec, 'securityContext', 'runAsNonRoot');
    const podFlag = valueAt(shared);
    const found = inContainers(pod, ({ field }) => {
      const own = at(field, 'securityContext', 'runAsNonRoot');
      const flag = valueAt(own);
      if (flag === undefined || flag === null) return podFlag === true || podFlag === false ? undefined : true;
      return flag === false ? own : undefined;
    });
    return podFlag === false && shared ? [{ field: shared }, ...found] : found;
  },
};

export const runAsUserCheck: PodSecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  since: 23,
  violations(pod, minor) {
    if (hasOwnUsers(pod, minor)) return NONE;
    const shared = at(pod.spec, 'securityContext', 'runAsUser');
    const found = inContainers(pod, ({ field }) => {
      const own = at(field, 'securityContext', 'runAsUser');
      return valueAt(own) === 0 ? own : undefined;
    });
    return valueAt(shared) === 0 && shared ? [{ field: shared }, ...found] : found;
  },
};

export const privilegedCheck: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  violations: (pod) =>
    inContainers(pod, ({ field }) => {
      const own = at(field, 'securityContext', 'privileged');
      return valueAt(own) === true ? own : undefined;
    }),
};
