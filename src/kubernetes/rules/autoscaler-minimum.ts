import { at, textAt, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const autoscalerMinimum = objectRule({
  id: 'autoscaler-minimum',
  kinds: ['HorizontalPodAutoscaler'],
  title: 'Let the autoscaler keep at least two replicas',
  severity: 'info',
  aliases: [
    'kube-score:horizontalpodautoscaler-replicas',
    'polaris:hpaMinAvailability',
    'kube-linter:hpa-minimum-three-replicas',
  ],
  why: 'An autoscaler without `minReplicas` goes down to one pod when there is little to do, and then nobody answers while that pod is moved or restarted.',
  examples: [
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  minReplicas: «1»\n  maxReplicas: 5\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  minReplicas: 2\n  maxReplicas: 5\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: «web»\nspec:\n  maxReplicas: 5\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 5\n  minReplicas: 2\n',
      fixed: true,
    },
  ],
  *check({ manifest, file }) {
    const field = at(manifest.root, 'spec', 'minReplicas');
    const isWritten = textAt(field) !== undefined;
    const minimum = isWritten ? valueAt(field) : 1;
    if (typeof minimum !== 'number' || minimum >= 2) return;
    const edit = setField(file.text, manifest.root, ['spec', 'minReplicas'], 2);
    yield {
      ...fieldPlace(field, manifest),
      message: isWritten
        ? ['`{0}` may go down to {1} pods', manifest.name, minimum]
        : ['`{0}` may go down to one pod: it has no `minReplicas`', manifest.name],
      aliases: autoscalerMinimum.aliases.filter((alias) => isWritten || !alias.startsWith('polaris:')),
      fixes: edit ? [{ title: ['Keep at least two replicas'], safe: false, edits: [edit] }] : [],
    };
  },
});
