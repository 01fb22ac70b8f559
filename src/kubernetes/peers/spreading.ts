import { at, items, textAt } from '../fields.ts';
import { labelSelector, selects } from '../selectors/label-selector.ts';
import type { Field, Manifest } from '../model.ts';
import { replicasOf, SCALABLE } from '../pods/replicas.ts';
import type { PodSpecView } from '../pods/workloads.ts';

const KUBE_SCORE: Readonly<Record<string, string>> = {
  Deployment: 'kube-score:deployment-has-host-podantiaffinity',
  StatefulSet: 'kube-score:statefulset-has-host-podantiaffinity',
};

export const SPREADING_ALIASES = [
  'kube-linter:no-anti-affinity',
  ...Object.values(KUBE_SCORE),
  'polaris:topologySpreadConstraint',
  'draft:pod-enforce-antiaffinity',
];

/** Domains that keep pods apart: a node, a zone, a region, by their present and their former names. */
const DOMAINS = /^(?:kubernetes\.io\/hostname|(?:topology|failure-domain\.beta)\.kubernetes\.io\/(?:zone|region))$/;

/** How pods of a workload keep apart, and which peers are not content with it. */
export interface Spreading {
  readonly apart: boolean;
  readonly unhappy: readonly string[];
}

export function spreadingOf(manifest: Manifest, { spec, labels }: PodSpecView): Spreading {
  const { kind, namespace, apiVersion } = manifest;
  const antiAffinity = at(spec, 'affinity', 'podAntiAffinity');
  const terms = [
    ...items(at(antiAffinity, 'preferredDuringSchedulingIgnoredDuringExecution')).map((one) =>
      at(one, 'podAffinityTerm'),
    ),
    ...items(at(antiAffinity, 'requiredDuringSchedulingIgnoredDuringExecution')),
  ].filter((term) => selectorMatches(at(term, 'labelSelector'), labels));
  const apartByDomain = terms.some((term) => DOMAINS.test(textAt(term, 'topologyKey') ?? ''));
  const apartByNode = terms.some(
    (term) => textAt(term, 'topologyKey') === 'kubernetes.io/hostname' && meansNamespace(term, namespace),
  );
  const constraints = items(at(spec, 'topologySpreadConstraints'));
  const spreads = constraints.some((one) => selectorMatches(at(one, 'labelSelector'), labels));
  const replicas = replicasOf(manifest);
  const several = typeof replicas === 'number' && replicas >= 2;
  const unhappy: string[] = [];
  if (SCALABLE.includes(kind)) {
    if (several && !apartByNode) unhappy.push('kube-linter:no-anti-affinity');
    const ofKubeScore = apiVersion === 'apps/v1' ? KUBE_SCORE[kind] : undefined;
    if (ofKubeScore && (several || replicas === 'default') && !apartByDomain) unhappy.push(ofKubeScore);
    if (several && antiAffinity === undefined) unhappy.push('draft:pod-enforce-antiaffinity');
  }
  if (constraints.length === 0) unhappy.push('polaris:topologySpreadConstraint');
  return { apart: apartByDomain || spreads, unhappy };
}

function selectorMatches(field: Field | undefined, labels: ReadonlyMap<string, string>): boolean {
  const selector = field && labelSelector(field);
  return selector !== undefined && selects(selector, labels);
}

function meansNamespace(term: Field | undefined, namespace: string): boolean {
  const names = items(at(term, 'namespaces')).map((item) => textAt(item));
  return names.length === 0 || names.includes(namespace === '' ? 'default' : namespace);
}
