import { at, entries, items, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { inContainers, NONE, type PodSecurityCheck, type Violation } from './check.ts';

export const hostNamespaces: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  violations({ spec }) {
    let found: Violation[] | undefined;
    for (const { key, value } of spec.entries) {
      if (key !== 'hostNetwork' && key !== 'hostPID' && key !== 'hostIPC') continue;
      if (valueAt(value) === true) (found ??= []).push({ field: value });
    }
    return found ?? NONE;
  },
};

export const hostPorts: PodSecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  violations: (pod) =>
    inContainers(pod, ({ field }) => {
      for (const port of items(at(field, 'ports'))) {
        const hostPort = at(port, 'hostPort');
        const value = valueAt(hostPort);
        if (typeof value === 'number' && value !== 0) return hostPort;
      }
      return undefined;
    }),
};

export const windowsHostProcess: PodSecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  violations(pod) {
    const hostProcess = (field: Field) => {
      const value = at(field, 'securityContext', 'windowsOptions', 'hostProcess');
      return valueAt(value) === true ? value : undefined;
    };
    const shared = hostProcess(pod.spec);
    const found = inContainers(pod, ({ field }) => hostProcess(field));
    return shared ? [{ field: shared }, ...found] : found;
  },
};

export const hostProbesAndHostLifecycle: PodSecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  since: 34,
  violations: (pod) => inContainers(pod, ({ field }) => probeHosts(field)[0]),
};

/** The hosts that the probes and lifecycle hooks of a container name. */
export function probeHosts(container: Field): readonly Field[] {
  let found: Field[] | undefined;
  const look = (handler: Field) => {
    for (const action of ['httpGet', 'tcpSocket']) {
      const host = at(handler, action, 'host');
      if (host && textAt(host)) (found ??= []).push(host);
    }
  };
  for (const { key, value } of entries(container)) {
    if (key === 'livenessProbe' || key === 'readinessProbe' || key === 'startupProbe') look(value);
    if (key !== 'lifecycle') continue;
    for (const hook of entries(value)) if (hook.key === 'postStart' || hook.key === 'preStop') look(hook.value);
  }
  return found ?? [];
}
