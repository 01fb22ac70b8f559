import { at, entry } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

const AMOUNTS = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

export const resourceQuota = objectRule({
  id: 'resource-quota',
  kinds: ['ResourceQuota'],
  title: 'Bound CPU and memory by quota',
  severity: 'hint',
  off: true,
  aliases: ['trivy:KSV-0040'],
  why: 'A quota on requests and limits of CPU and memory keeps one team from taking what others need. Quotas on other things are useful alone, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: «shop» }\nspec: { hard: { pods: 10 } }\n',
      good: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: shop }\nspec: { hard: { requests.cpu: 4, requests.memory: 8Gi, limits.cpu: 8, limits.memory: 16Gi } }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: «shop» }\nspec: { hard: { requests.cpu: 4, requests.memory: 8Gi, limits.memory: 16Gi } }\n',
      good: 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: shop }\n',
    },
  ],
  *check({ manifest }) {
    const hard = at(manifest.root, 'spec', 'hard');
    const missing = AMOUNTS.find((amount) => !entry(hard, amount));
    if (missing === undefined) return;
    yield { ...objectPlace(manifest), message: ['The quota `{0}` does not bound `{1}`', manifest.name, missing] };
  },
});
