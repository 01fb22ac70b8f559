import { at, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const disruptionBudgetPolicy = objectRule({
  id: 'disruption-budget-policy',
  kinds: ['PodDisruptionBudget'],
  title: 'Say what a disruption budget protects',
  severity: 'warning',
  aliases: ['kube-score:poddisruptionbudget-has-policy'],
  why: 'A budget with neither `maxUnavailable` nor `minAvailable` allows every disruption: all pods of the workload may be evicted at once.',
  examples: [
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: «web»\nspec:\n  selector: { matchLabels: { app: web } }\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  maxUnavailable: 1\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: «web» }\nspec: { minAvailable: null }\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1 }\n',
    },
  ],
  *check({ manifest, file }) {
    const { root } = manifest;
    if (textAt(root, 'spec', 'minAvailable') !== undefined || textAt(root, 'spec', 'maxUnavailable') !== undefined)
      return;
    const edit =
      at(root, 'spec', 'minAvailable') === undefined
        ? setField(file.text, root, ['spec', 'maxUnavailable'], 1)
        : undefined;
    yield {
      ...objectPlace(manifest),
      message: ['`{0}` allows every disruption: it sets neither `maxUnavailable` nor `minAvailable`', manifest.name],
      fixes: edit ? [{ title: ['Let one pod go at a time'], safe: false, edits: [edit] }] : [],
    };
  },
});
