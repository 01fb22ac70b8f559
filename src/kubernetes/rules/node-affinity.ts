import { at, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const nodeAffinity = objectRule({
  id: 'node-affinity',
  kinds: 'pods',
  title: 'Say on which nodes pods may run',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:no-node-affinity'],
  why: 'Where a cluster has nodes of several sorts, a node affinity says which of them a workload is for. Most workloads may run on any, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [], affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [], affinity: { podAntiAffinity: {} } }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [], affinity: { nodeAffinity: {} } }\n',
    },
  ],
  *check({ manifest, pod }) {
    if (!pod) return;
    const found = at(pod.spec, 'affinity', 'nodeAffinity');
    if (found && valueAt(found) !== null) return;
    yield {
      ...objectPlace(manifest),
      message: ['`{0}` may run on any node', manifest.name],
      aliases: heardOf(manifest, nodeAffinity.aliases),
    };
  },
});
