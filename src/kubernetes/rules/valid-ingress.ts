import { ingressFaults } from '../admission/ingresses.ts';
import { kindAdmission } from '../admission/rule.ts';

export const validIngress = kindAdmission({
  id: 'valid-ingress',
  kinds: ['Ingress'],
  title: 'Give an Ingress hosts, paths and backends that can be',
  why: 'The API server refuses hosts that are addresses or have a `*` within, paths that do not begin with `/`, and backends without a port.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - http:\n        paths:\n          - path: «api»\n            pathType: Prefix\n            backend: { service: { name: web, port: { number: 80 } } }\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /api\n            pathType: Prefix\n            backend: { service: { name: web, port: { number: 80 } } }\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  defaultBackend: { service: { name: web, «port»: {} } }\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  defaultBackend: { service: { name: web, port: { name: http } } }\n',
    },
  ],
  check: ({ manifest, file, workspace }) => ingressFaults(manifest, file, workspace.target),
});
