import { at, items, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

export const noExternalIps = objectRule({
  id: 'no-external-ips',
  kinds: ['Service'],
  title: 'Take no external addresses for a Service',
  severity: 'warning',
  aliases: ['trivy:KSV-0108'],
  why: 'With `externalIPs` a Service takes the traffic of the cluster to any address, also to one that belongs to somebody else (CVE-2020-8554). An `externalName` leads clients of the cluster to where NetworkPolicies do not see them.',
  differs: {
    'trivy:KSV-0108': 'Trivy speaks of every Service, as one without `externalName` has no allowed one.',
  },
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  externalIPs: «[203.0.113.7]»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n  externalName: «db.example.com»\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  externalIPs: []\n',
    },
  ],
  *check({ manifest }) {
    const { root, name } = manifest;
    const addresses = at(root, 'spec', 'externalIPs');
    if (addresses && items(addresses).length > 0) {
      yield {
        start: addresses.start,
        end: addresses.end,
        message: ['`{0}` takes traffic to addresses that nobody gave it', name],
      };
    }
    const external = at(root, 'spec', 'externalName');
    if (!external || (textAt(external) ?? '') === '') return;
    yield {
      start: external.start,
      end: external.end,
      message: ['`{0}` leads out of the cluster, to `{1}`', name, textAt(external) ?? ''],
      severity: 'hint',
    };
  },
});
