import { documents } from '../examples.ts';
import { at, items } from '../fields.ts';
import { describeSelector, labelSelector, selectsAll } from '../selectors/label-selector.ts';
import type { Field } from '../model.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';

const policy = (app: string, from = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: ${app}\n${from}`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec: { containers: [] }\n';
const SELECTS = ['kube-linter:dangling-networkpolicy', 'kube-score:networkpolicy-targets-pod', 'kubescape:C-0299'];
const PEER = 'kube-linter:dangling-networkpolicypeer-podselector';

export const networkPolicySelectsSomething = workspaceRule({
  id: 'network-policy-selects-something',
  kinds: ['NetworkPolicy'],
  title: 'Let the NetworkPolicy, and each peer in it, select pods',
  severity: 'warning',
  aliases: [...SELECTS, PEER],
  why: 'A policy whose selector matches no pod protects nothing, and a peer that matches none lets nobody in. Where pods may come from elsewhere, nothing is said.',
  differs: {
    'kube-linter:dangling-networkpolicy':
      'A policy for all pods (`podSelector: {}`) is right before the first pod is there.',
    'kube-score:networkpolicy-targets-pod':
      'A policy for all pods (`podSelector: {}`) is right before the first pod is there.',
  },
  examples: [
    {
      bad: documents(policy('«{ matchLabels: { app: wbe } }»'), pod),
      good: documents(policy('{ matchLabels: { app: web } }'), pod),
    },
    {
      bad: documents(policy('{}', '  ingress:\n    - from: [{ podSelector: «{ matchLabels: { app: api } }» }]\n'), pod),
      good: documents(policy('{}', '  ingress:\n    - from: [{ podSelector: { matchLabels: { app: web } } }]\n'), pod),
    },
  ],
  *check(subject) {
    const spec = at(subject.manifest.root, 'spec');
    const own = at(spec, 'podSelector');
    if (own && selectsNothing(subject, own)) {
      yield {
        start: own.start,
        end: own.end,
        message: ['No pod of the workspace has `{0}`', describeSelector(own)],
        aliases: SELECTS,
      };
    }
    for (const peer of [...peersOf(spec, 'ingress', 'from'), ...peersOf(spec, 'egress', 'to')]) {
      const selector = at(peer, 'podSelector');
      // Whatever namespaces are meant may have pods of others.
      if (!selector || at(peer, 'namespaceSelector') || !selectsNothing(subject, selector)) continue;
      yield {
        start: selector.start,
        end: selector.end,
        message: ['No pod of the workspace has `{0}`', describeSelector(selector)],
        severity: 'info',
        aliases: [PEER],
      };
    }
  },
});

function selectsNothing(subject: ManifestSubject, field: Field): boolean {
  const selector = labelSelector(field);
  if (!selector || selectsAll(selector)) return false;
  return subject.workspace.podsOf(selector, subject).state === 'missing';
}

function peersOf(spec: Field | undefined, direction: string, list: string): Field[] {
  return items(at(spec, direction)).flatMap((rule) => items(at(rule, list)));
}
