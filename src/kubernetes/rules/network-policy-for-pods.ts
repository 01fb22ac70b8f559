import type { Report } from '../../lint/rule.ts';
import { documents } from '../examples.ts';
import { at, items, textAt } from '../fields.ts';
import { podSelectorOf } from '../selectors/selector-index.ts';
import type { Manifest } from '../model.ts';
import { objectPlace, relatedTo } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { networkPolicy } from '../skeletons.ts';
import type { PodSpecView } from '../pods/workloads.ts';

const NONE = ['kube-linter:non-isolated-pod', 'checkov:CKV2_K8S_6'];
const BOTH = 'kube-score:pod-networkpolicy';
const RULES = 'polaris:missingNetworkPolicy';
const TYPED = 'kubescape:C-0030';
const LABELLED = 'kubescape:C-0260';
const OTHER_POLICIES = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy'];

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec: { containers: [] }\n';
const policy = (types: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: { matchLabels: { app: web } }\n  policyTypes: ${types}\n  ingress: [{}]\n  egress: [{}]\n`;

export const networkPolicyForPods = workspaceRule({
  id: 'network-policy-for-pods',
  kinds: 'pods',
  title: 'Say whom the pods may talk to',
  severity: 'warning',
  off: true,
  aliases: [...NONE, BOTH, RULES, TYPED, LABELLED],
  why: 'A pod that no NetworkPolicy selects can be reached by every pod of the cluster, and can reach the whole world. Policies for both directions make a break-in stay where it is.',
  differs: {
    'kube-linter:non-isolated-pod': 'It takes no namespace and `default` for two namespaces.',
    'kube-score:pod-networkpolicy': 'It takes no namespace and `default` for two namespaces.',
    'checkov:CKV2_K8S_6': 'It takes no account of namespaces.',
  },
  examples: [
    { bad: pod.replace('name: web', 'name: «web»'), good: documents(pod, policy('[Ingress, Egress]')) },
    {
      bad: documents(pod.replace('name: web', 'name: «web»'), policy('[Ingress]')),
      good: documents(pod, policy('[Ingress, Egress]')),
    },
  ],
  *check(subject) {
    const { manifest, workspace, pod: view } = subject;
    if (!view || OTHER_POLICIES.some((kind) => workspace.count(kind) > 0)) return;
    const { objects, isAll } = workspace.selecting('NetworkPolicy', subject);
    const policies = objects.map((one) => one.manifest);
    if (!isAll) return;
    const ingress = policies.some((one) => typesOf(one).includes('Ingress'));
    const egress = policies.some((one) => typesOf(one).includes('Egress'));
    const aliases = aliasesOf(manifest, view, policies, ingress && egress);
    if (ingress && egress && aliases.length === 0) return;
    const report: Report = {
      ...objectPlace(manifest),
      message: messageOf(manifest, policies.length > 0, ingress, egress),
      aliases,
      related: objects.slice(0, 3).map((one) => relatedTo(one, ['A policy for these pods'])),
    };
    if (policies.length > 0) {
      yield { ...report, severity: ingress && egress ? 'hint' : 'info' };
      return;
    }
    yield { ...report, fixes: networkPolicy(subject, view.labels) };
  },
});

function messageOf({ name }: Manifest, hasAny: boolean, ingress: boolean, egress: boolean): Report['message'] {
  if (!hasAny) return ['No NetworkPolicy selects the pods of `{0}`', name];
  if (!ingress) return ['Nothing limits who may reach the pods of `{0}`', name];
  if (!egress) return ['Nothing limits what the pods of `{0}` may reach', name];
  return ['No NetworkPolicy of `{0}` has rules for both directions', name];
}

/** As Kubernetes takes it: ingress unless types say otherwise, egress where there are rules for it. */
function typesOf({ root }: Manifest): string[] {
  const written = writtenTypes(root);
  if (written.length > 0) return written;
  return items(at(root, 'spec', 'egress')).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function writtenTypes(root: Manifest['root']): string[] {
  return items(at(root, 'spec', 'policyTypes')).map((type) => textAt(type) ?? '');
}

function aliasesOf(manifest: Manifest, pod: PodSpecView, policies: readonly Manifest[], both: boolean): string[] {
  const { kind } = manifest;
  const isTyped = policies.some(({ root }) => ['Ingress', 'Egress'].every((type) => writtenTypes(root).includes(type)));
  // kubescape has no ReplicationController, and reads no expressions.
  const isKnown = ['Pod', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob'].includes(kind);
  const byLabels = policies.some((one) => !at(one.root, 'spec', 'podSelector', 'matchExpressions'));
  return [
    ...(policies.length === 0 ? NONE : []),
    ...(both ? [] : [BOTH]),
    ...(policies.some((one) => satisfiesPolaris(one, pod)) ? [] : [RULES]),
    ...(isKnown && !isTyped ? [TYPED] : []),
    ...(isKnown && !byLabels ? [LABELLED] : []),
  ];
}

/** Polaris wants rules, not only types, and one label of the pods in the selector. */
function satisfiesPolaris(policy: Manifest, { labels }: PodSpecView): boolean {
  const spec = at(policy.root, 'spec');
  const wanted = podSelectorOf(policy)?.labels ?? new Map<string, string>();
  const shared = [...wanted].filter(([key, value]) => labels.get(key) === value);
  const types = writtenTypes(policy.root);
  return (
    shared.length > 0 &&
    items(at(spec, 'ingress')).length > 0 &&
    items(at(spec, 'egress')).length > 0 &&
    (types.length === 0 || ['ingress', 'egress'].every((type) => types.some((one) => one.toLowerCase() === type)))
  );
}
