import { at, entry, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { ownSetting, sharedSetting } from '../pods/security-context.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';

/** The peers' ids that mean: nothing keeps it from running as root. */
export const ROOT_ALIASES: readonly string[] = [
  'kube-linter:run-as-non-root',
  'polaris:runAsRootAllowed',
  'checkov:CKV_K8S_23',
  'trivy:KSV-0012',
  'trivy:KSV-0105',
  'psa:runAsNonRoot',
  'psa:runAsUser',
  'kubescape:C-0013',
];

/** Which of the peers say of a container that it may be root: they weigh `runAsUser`, the pod and the container differently. */
export function rootClaims(container: ContainerView, pod: PodSpecView): string[] {
  const ownUser = valueAt(ownSetting(container, 'runAsUser'));
  const ownFlag = valueAt(ownSetting(container, 'runAsNonRoot'));
  const podUser = valueAt(sharedSetting(pod, 'runAsUser'));
  const podFlag = valueAt(sharedSetting(pod, 'runAsNonRoot'));
  const user = ownUser ?? podUser;
  const flag = ownFlag ?? podFlag;
  const claims: string[] = [];
  if (!isUser(user) && (flag !== true || user === 0)) claims.push('kube-linter:run-as-non-root');
  const keepsPod = (ownUser === undefined || isUser(ownUser)) && (ownFlag === undefined || ownFlag === true);
  const podIsGood = isUser(podUser) || podFlag === true;
  if (!(podIsGood && keepsPod) && !isUser(ownUser) && ownFlag !== true) claims.push('polaris:runAsRootAllowed');
  if (checkovClaims(at(pod.spec, 'securityContext'), at(container.field, 'securityContext')))
    claims.push('checkov:CKV_K8S_23');
  if (podFlag !== true && flag !== true) claims.push('trivy:KSV-0012');
  if (user === 0) claims.push('trivy:KSV-0105');
  if (flag !== true && (user === undefined || user === 0)) claims.push('kubescape:C-0013');
  return claims;
}

function isUser(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** checkov asks first what the pod says, then only what the container says against it. */
function checkovClaims(pod: Field | undefined, own: Field | undefined): boolean {
  const ofFlag = (context: Field | undefined) => verdict(context, 'runAsNonRoot', (value) => value === true);
  const ofUser = (context: Field | undefined) => verdict(context, 'runAsUser', isUser);
  if (ofFlag(pod) === 'passed') return ofFlag(own) === 'failed' && ofUser(own) !== 'passed';
  if (ofUser(pod) === 'passed') return ofUser(own) === 'failed';
  return ofFlag(own) !== 'passed' && ofUser(own) !== 'passed';
}

function verdict(
  context: Field | undefined,
  key: string,
  passes: (value: unknown) => boolean,
): 'passed' | 'failed' | 'absent' {
  const setting = entry(context, key)?.value;
  if (!setting) return 'absent';
  return passes(valueAt(setting)) ? 'passed' : 'failed';
}
