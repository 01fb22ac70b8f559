import { at, entry, items } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

const FIELDS = ['type', 'max', 'min', 'default', 'defaultRequest'];

export const limitRange = objectRule({
  id: 'limit-range',
  kinds: ['LimitRange'],
  title: 'Say all that a LimitRange can say',
  severity: 'hint',
  off: true,
  aliases: ['trivy:KSV-0039'],
  why: 'A LimitRange with bounds and defaults gives containers that say nothing sound amounts, and refuses those that want too much or too little. Parts of it are useful alone, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: «shop» }\nspec: { limits: [{ type: Container, default: { memory: 1Gi } }] }\n',
      good: 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: shop }\nspec: { limits: [{ type: Container, default: {}, defaultRequest: {}, min: {}, max: {} }] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: LimitRange\nmetadata: { name: «shop» }\nspec: {}\n',
      good: 'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: shop }\nspec: {}\n',
    },
  ],
  *check({ manifest }) {
    const limits = items(at(manifest.root, 'spec', 'limits'));
    if (limits.some((limit) => FIELDS.every((field) => entry(limit, field)))) return;
    yield { ...objectPlace(manifest), message: ['No limit of `{0}` has bounds and defaults', manifest.name] };
  },
});
