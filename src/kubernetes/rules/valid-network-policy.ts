import { networkPolicyFaults } from '../admission/network-policies.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validNetworkPolicy = kindAdmission({
  id: 'valid-network-policy',
  kinds: ['NetworkPolicy'],
  title: 'Name peers and ports of a NetworkPolicy that can be',
  why: 'The API server refuses blocks of addresses that are none, exceptions outside their block, an address block and pods in one peer, and ranges of ports without a beginning.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec:\n  podSelector: {}\n  egress:\n    - to:\n        - ipBlock: { cidr: «10.0.0.0» }\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec:\n  podSelector: {}\n  egress:\n    - to:\n        - ipBlock: { cidr: 10.0.0.0/8 }\n',
    },
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec:\n  podSelector: {}\n  egress:\n    - to:\n        - ipBlock: { cidr: 10.0.0.0/8, except: [«192.168.0.0/16»] }\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec:\n  podSelector: {}\n  egress:\n    - to:\n        - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }\n',
    },
  ],
  check: ({ manifest, workspace }) => networkPolicyFaults(manifest, workspace.target),
});
