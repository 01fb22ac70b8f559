import { entry, at, items } from '../fields.ts';
import type { Field } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';

export const networkPolicySelects = objectRule({
  id: 'network-policy-selects',
  kinds: ['NetworkPolicy'],
  title: 'Say whom a NetworkPolicy is about',
  severity: 'info',
  aliases: ['trivy:KSV-0038'],
  why: 'A NetworkPolicy without any selector is about all pods of its namespace and about no peers: what it means is nowhere written. `podSelector: {}` says that all are meant.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: deny\n«spec»:\n  policyTypes: [Ingress]\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: deny\nspec:\n  podSelector: {}\n  policyTypes: [Ingress]\n',
    },
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: allow\n«spec»:\n  ingress:\n    - from:\n        - ipBlock: { cidr: 10.0.0.0/8 }\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: allow\nspec:\n  ingress:\n    - from:\n        - podSelector: { matchLabels: { app: web } }\n',
    },
  ],
  *check({ manifest }) {
    const spec = entry(manifest.root, 'spec');
    if (!spec || manifest.apiVersion.startsWith('projectcalico.org/')) return;
    const has = (field: Field | undefined, key: string) => entry(field, key) !== undefined;
    const selects = (peer: Field) => has(peer, 'podSelector') || has(peer, 'namespaceSelector');
    if (selects(spec.value)) return;
    const peers = (rules: string, key: string) => items(at(spec.value, rules)).flatMap((rule) => items(at(rule, key)));
    if ([...peers('ingress', 'from'), ...peers('egress', 'to')].some(selects)) return;
    yield { ...spec.keyRange, message: ['`{0}` selects neither pods nor peers', manifest.name] };
  },
});
