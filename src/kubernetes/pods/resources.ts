import { at, textAt, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { type ContainerAliases, heardOfContainer } from '../peers/container-aliases.ts';
import { parseQuantity } from './quantity.ts';
import type { ContainerSubject } from '../subject.ts';

export type Side = 'requests' | 'limits';
export type Resource = 'cpu' | 'memory';

/** The rules of peers that ask for one of the four amounts. */
export const RESOURCE_ALIASES: Readonly<Record<`${Side}.${Resource}`, ContainerAliases>> = {
  'requests.cpu': {
    every: [
      'kube-linter:unset-cpu-requirements',
      'checkov:CKV_K8S_10',
      'trivy:KSV-0015',
      'kube-score:container-resources',
    ],
    main: ['polaris:cpuRequestsMissing', 'kubescape:C-0268', 'kubescape:C-0050'],
  },
  'requests.memory': {
    every: ['checkov:CKV_K8S_12', 'trivy:KSV-0016', 'kube-score:container-resources'],
    main: ['polaris:memoryRequestsMissing', 'kubescape:C-0269', 'kubescape:C-0004'],
  },
  'limits.cpu': {
    every: [
      'checkov:CKV_K8S_11',
      'trivy:KSV-0011',
      'kube-score:container-resources',
      'draft:container-resource-limits',
    ],
    main: ['polaris:cpuLimitsMissing', 'kubescape:C-0270', 'kubescape:C-0050', 'kubescape:C-0009'],
  },
  'limits.memory': {
    every: [
      'kube-linter:unset-memory-requirements',
      'checkov:CKV_K8S_13',
      'trivy:KSV-0018',
      'kube-score:container-resources',
      'draft:container-resource-limits',
    ],
    main: ['polaris:memoryLimitsMissing', 'kubescape:C-0271', 'kubescape:C-0004', 'kubescape:C-0009'],
  },
};

/** `absent` everywhere; `zero` as written here; `implied` by the limit; `shared`: the pod has it for all (Kubernetes 1.34). */
export type Amount = 'absent' | 'zero' | 'implied' | 'shared' | 'written';

export function amountOf({ container, pod }: ContainerSubject, side: Side, name: Resource): Amount {
  const own = at(container.field, 'resources');
  const written = textAt(own, side, name);
  if (written !== undefined) return parseQuantity(written)?.value === 0 ? 'zero' : 'written';
  const shared = at(pod.spec, 'resources');
  if (textAt(shared, side, name) !== undefined) return 'shared';
  if (side === 'limits') return 'absent';
  if (textAt(own, 'limits', name) !== undefined) return 'implied';
  return textAt(shared, 'limits', name) === undefined ? 'absent' : 'shared';
}

/** The aliases whose rules speak of this amount of the container as it stands. */
export function amountAliases(subject: ContainerSubject, side: Side, name: Resource): readonly string[] {
  const { manifest, container } = subject;
  const heard = heardOfContainer(manifest, container, RESOURCE_ALIASES[`${side}.${name}`]);
  const resources = at(container.field, 'resources');
  const value = valueAt(resources, side, name);
  if (value !== undefined && value !== null) return heard.filter((alias) => speaksOfZero(alias, value));
  return checkovIsUnsure(resources, side) ? heard.filter((alias) => !alias.startsWith('checkov:')) : heard;
}

/** Some rules take a zero that is written for none; checkov one that is a number. */
function speaksOfZero(alias: string, value: string | number | boolean): boolean {
  return /^kube-(?:linter|score):/.test(alias) || (alias.startsWith('checkov:') && value === 0);
}

/** Of a container with `resources` that hold no requests at all, checkov says neither yes nor no. */
function checkovIsUnsure(resources: Field | undefined, side: Side): boolean {
  const has = resources !== undefined && valueAt(resources) !== null;
  return has && side === 'requests' && at(resources, 'requests')?.kind !== 'map';
}
