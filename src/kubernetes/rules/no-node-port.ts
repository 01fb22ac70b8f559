import { at, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

export const noNodePort = objectRule({
  id: 'no-node-port',
  kinds: ['Service'],
  title: 'Reach programs by Ingress or Gateway, not by ports of nodes',
  severity: 'info',
  off: true,
  aliases: ['kube-linter:exposed-services', 'kube-score:service-type'],
  why: 'A NodePort opens a port on every node, past Ingress, TLS and often NetworkPolicies; a LoadBalancer does so, too, and costs an address for each Service.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: «NodePort»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: ClusterIP\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: «LoadBalancer»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec: {}\n',
    },
  ],
  *check({ manifest }) {
    const place = at(manifest.root, 'spec', 'type');
    const type = textAt(place);
    if (!place || (type !== 'NodePort' && type !== 'LoadBalancer')) return;
    yield {
      start: place.start,
      end: place.end,
      message: ['`{0}` opens ports outside of the cluster', manifest.name],
      aliases: ['kube-linter:exposed-services', ...(type === 'NodePort' ? ['kube-score:service-type'] : [])],
    };
  },
});
