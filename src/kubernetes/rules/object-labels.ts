import { objectPlace } from '../object-place.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { isWanted, wantedOf } from '../references/wanted-keys.ts';
import { objectRule } from '../rule-kinds.ts';

export const objectLabels = objectRule({
  id: 'object-labels',
  kinds: 'pods',
  title: 'Label workloads as agreed',
  severity: 'info',
  off: true,
  aliases: ['kube-linter:required-label-owner'],
  why: 'Labels such as `owner` tell whom to ask about a workload. Which there must be says the option `labels`: a map of names to regular expressions that the whole value must match, or to nothing; without it `owner` is asked for.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { owner: shop } }\nspec: { containers: [] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web», labels: { team: x } }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { team: shop } }\nspec: { containers: [] }\n',
      options: { labels: { team: 'shop|search' } },
    },
  ],
  *check({ manifest, pod }, { labels }) {
    if (!pod) return;
    const isDefault = labels === undefined;
    for (const [key, pattern] of wantedOf(labels, [['owner', undefined]])) {
      const value = manifest.labels.get(key);
      if (isWanted(value, pattern)) continue;
      yield {
        ...objectPlace(manifest),
        message:
          value === undefined
            ? ['`{0}` has no label `{1}`', manifest.name, key]
            : ['The label `{0}` of `{1}` is not as agreed', key, manifest.name],
        aliases: isDefault ? heardOf(manifest, objectLabels.aliases) : [],
      };
    }
  },
});
