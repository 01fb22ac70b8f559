import { textAt } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const priorityClass = objectRule({
  id: 'priority-class',
  kinds: 'pods',
  title: 'Give pods a priority class',
  severity: 'hint',
  off: true,
  aliases: ['polaris:priorityClassNotSet'],
  why: 'When a cluster is full, pods of higher priority push out those of lower. A cluster that uses priorities wants each workload to say its own; most do not, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [], priorityClassName: shop }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [], priorityClassName: null }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { priorityClassName: shop, containers: [] }\n',
    },
  ],
  *check({ manifest, pod }) {
    if (!pod || (textAt(pod.spec, 'priorityClassName') ?? '') !== '') return;
    yield { ...objectPlace(manifest), message: ['The pods of `{0}` have no priority class', manifest.name] };
  },
});
