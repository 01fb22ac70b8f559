import { at, entries, items, valueAt, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

export const loadBalancerTls = objectRule({
  id: 'load-balancer-tls',
  kinds: ['Service'],
  title: 'Give a load balancer for HTTPS its certificate',
  severity: 'hint',
  off: true,
  aliases: ['kubescape:C-0231'],
  why: 'On AWS a load balancer on port 443 ends TLS only with a certificate from its annotation; without it the program has to. The rule is for those who want it at the load balancer.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n  ports:\n    - port: «443»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:eu-west-1:111122223333:certificate/1\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 443\n',
    },
  ],
  *check({ manifest }) {
    const { root } = manifest;
    if (textAt(root, 'spec', 'type') !== 'LoadBalancer') return;
    const annotations = entries(at(root, 'metadata', 'annotations'));
    if (annotations.some(({ key }) => key.startsWith('service.beta.kubernetes.io/aws-load-balancer-ssl-cert'))) return;
    const port = items(at(root, 'spec', 'ports')).find((one) => valueAt(one, 'port') === 443);
    const place = port && at(port, 'port');
    if (!place) return;
    yield {
      start: place.start,
      end: place.end,
      message: ['The load balancer of `{0}` has no certificate', manifest.name],
    };
  },
});
