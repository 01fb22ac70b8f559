import { at, entries, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

const ANNOTATION = 'nginx.ingress.kubernetes.io/';
const CONTROLLER = 'k8s.io/ingress-nginx';

export const retiredIngressController = objectRule({
  id: 'retired-ingress-controller',
  kinds: ['Ingress', 'IngressClass'],
  title: 'Move Ingresses away from ingress-nginx',
  severity: 'info',
  aliases: [],
  why: 'The ingress-nginx project ended in March 2026, so nobody mends what is found in it from then on; its maintainers point to the Gateway API. Another controller may read the same annotations, so this is a note.',
  examples: [
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    «nginx.ingress.kubernetes.io/rewrite-target»: /\nspec: {}\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec: { ingressClassName: traefik }\n',
    },
    {
      bad: 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: «k8s.io/ingress-nginx» }\n',
      good: 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: nginx.org/ingress-controller }\n',
    },
  ],
  *check({ manifest: { kind, root } }) {
    if (kind === 'Ingress') {
      const found = entries(at(root, 'metadata', 'annotations')).find(({ key }) => key.startsWith(ANNOTATION));
      if (found) yield { start: found.keyRange.start, end: found.keyRange.end, message: MESSAGE };
    } else if (kind === 'IngressClass') {
      const field = at(root, 'spec', 'controller');
      if (field && textAt(field) === CONTROLLER) yield { start: field.start, end: field.end, message: MESSAGE };
    }
  },
});

const MESSAGE = ['ingress-nginx ended in March 2026: nobody mends it any more'] as const;
