import { heardOf } from '../peers/peer-kinds.ts';
import { at, entry, items, textAt, valueAt } from '../fields.ts';
import { heardOfContainer } from '../peers/container-aliases.ts';
import type { ContainerSubject } from '../subject.ts';
import { isServed } from '../selectors/serving.ts';

export type Probe = 'readinessProbe' | 'livenessProbe';

/** The rules of peers that ask each container that is no init container for a probe. */
export const PROBE_ALIASES: Readonly<Record<Probe, readonly string[]>> = {
  readinessProbe: [
    'kube-linter:no-readiness-probe',
    'polaris:readinessProbeMissing',
    'checkov:CKV_K8S_9',
    'kubescape:C-0018',
  ],
  livenessProbe: [
    'kube-linter:no-liveness-probe',
    'polaris:livenessProbeMissing',
    'checkov:CKV_K8S_8',
    'kubescape:C-0056',
  ],
};

/** Whether a container is one that probes are for: it runs on and on. Jobs end, init containers end. */
export function needsProbes({ manifest, container }: ContainerSubject): boolean {
  if (manifest.kind === 'Job' || manifest.kind === 'CronJob') return false;
  return container.kind === 'container';
}

/** Whether a container says that it listens where a probe can ask: a worker has nothing to ask, and the kubelet asks no UDP port. */
export function listens({ container }: ContainerSubject): boolean {
  return items(at(container.field, 'ports')).some((port) => (textAt(port, 'protocol') ?? 'TCP') === 'TCP');
}

export function hasProbe({ field }: ContainerSubject['container'], probe: Probe): boolean {
  const found = entry(field, probe)?.value;
  return found !== undefined && valueAt(found) !== null;
}

/** The aliases whose rules miss this probe here. */
export function missedProbe(subject: ContainerSubject, probe: Probe): readonly string[] {
  const { manifest, container } = subject;
  return heardOfContainer(manifest, container, { every: [], main: PROBE_ALIASES[probe] });
}

/** Whether readiness is asked of this container: it listens, or a Service sends requests to a pod that lists no port at all. */
export function asksForReadiness(subject: ContainerSubject): boolean {
  if (listens(subject)) return true;
  const { pod, container } = subject;
  const main = pod.containers.filter(({ kind }) => kind === 'container');
  if (main[0] !== container || main.some((one) => at(one.field, 'ports') ?? hasProbe(one, 'readinessProbe')))
    return false;
  return isServed(subject);
}

/** What speaks of a pod that a Service sends requests to and that has no readiness probe at all; for kube-score one of an init container is one. */
export function missedByPod(subject: ContainerSubject): readonly string[] {
  const { manifest, pod } = subject;
  const any = pod.containers.some((one) => one.kind !== 'ephemeral' && hasProbe(one, 'readinessProbe'));
  return any || !isServed(subject) ? [] : heardOf(manifest, ['kube-score:pod-probes']);
}
