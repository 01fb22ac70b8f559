import type { Range } from '../../lint/rule.ts';
import { at, entries } from '../fields.ts';
import type { Manifest } from '../model.ts';
import { isApiObject, isBuiltIn } from '../admission/built-in.ts';
import { spokenBy } from '../admission/faults.ts';
import { labelFaults } from '../admission/selectors.ts';
import { objectRule } from '../rule-kinds.ts';

export const validLabels = objectRule({
  id: 'valid-labels',
  title: 'Write labels as the API server allows',
  severity: 'error',
  aliases: ['kube-score:label-values'],
  why: 'Labels are made for selectors, so they are short: at most 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends. What is longer, or a sentence, is an annotation.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels:\n    owner: «team shop»\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels:\n    owner: team-shop\n',
    },
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels: { «app/part/of»: shop }\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  labels: { app.kubernetes.io/part-of: shop }\n',
    },
  ],
  *check({ manifest, pod }) {
    if (!isApiObject(manifest)) return;
    const own = at(manifest.root, 'metadata');
    for (const one of labelFaults(at(own, 'labels')))
      yield { ...one, aliases: isValue(one, manifest) ? ['kube-score:label-values'] : [] };
    if (pod && pod.metadata !== own && isBuiltIn(manifest))
      yield* spokenBy(labelFaults(at(pod.metadata, 'labels')), []);
  },
});

/** The peer looks at values only. */
function isValue({ start }: Range, { root }: Manifest): boolean {
  return entries(at(root, 'metadata', 'labels')).some(({ value }) => value.start === start);
}
