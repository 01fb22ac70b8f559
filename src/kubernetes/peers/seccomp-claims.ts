import { at, items, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { ownSetting, sharedSetting } from '../pods/security-context.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';

export const SECCOMP_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** The peers' ids that mean: system calls are not filtered. */
export const SECCOMP_ALIASES: readonly string[] = [
  'kube-score:container-seccomp-profile',
  'checkov:CKV_K8S_31',
  'trivy:KSV-0030',
  'trivy:KSV-0104',
  'kubescape:C-0210',
  'psa:seccompProfile_baseline',
  'psa:seccompProfile_restricted',
];

/** Which of the peers say of a container that it lacks a profile; annotations count for those who know no other way. */
export function seccompClaims(container: ContainerView, pod: PodSpecView): string[] {
  const own = ownSetting(container, 'seccompProfile');
  const shared = sharedSetting(pod, 'seccompProfile');
  const type = textAt(own ?? shared, 'type') ?? '';
  const annotations = at(pod.metadata, 'annotations');
  const ofPod = textAt(annotations, SECCOMP_ANNOTATION);
  const claims: string[] = [];
  const isTrusted = type === 'RuntimeDefault' || type === 'Localhost';
  if (ofPod === undefined && !isTrusted) claims.push('trivy:KSV-0030');
  const effective = type === '' ? (textAt(annotations, OF_CONTAINER + container.name) ?? '') : type;
  if (effective === '' || effective.toLowerCase() === 'unconfined') claims.push('trivy:KSV-0104');
  if (type !== 'RuntimeDefault') claims.push('kubescape:C-0210');
  if (!isCheckovSafe(pod, shared, own, ofPod)) claims.push('checkov:CKV_K8S_31');
  if (!own && !shared && textAt(annotations, 'seccomp.security.alpha.kubernetes.io/defaultProfileName') === undefined)
    claims.push('kube-score:container-seccomp-profile');
  return claims;
}

/** checkov asks the pod first: what a container says counts only where the pod says nothing. */
function isCheckovSafe(
  { spec }: PodSpecView,
  shared: Field | undefined,
  own: Field | undefined,
  annotation: string | undefined,
): boolean {
  const podType = textAt(shared, 'type') ?? '';
  if (podType !== '') return podType === 'RuntimeDefault';
  const ownType = textAt(own, 'type') ?? '';
  if (ownType !== '') return ownType === 'RuntimeDefault';
  // An old annotation on the pod counts, unless another container has a profile that is not the runtime's.
  const types = items(at(spec, 'containers')).map((one) => textAt(one, 'securityContext', 'seccompProfile', 'type'));
  return types.every((one) => !one || one === 'RuntimeDefault') && /(?:docker|runtime)\/default/.test(annotation ?? '');
}
