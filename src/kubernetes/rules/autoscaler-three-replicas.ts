import { at, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { objectRule } from '../rule-kinds.ts';

export const autoscalerThreeReplicas = objectRule({
  id: 'autoscaler-three-replicas',
  kinds: ['HorizontalPodAutoscaler'],
  title: 'Let the autoscaler keep at least three replicas',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:hpa-minimum-three-replicas'],
  why: 'With three replicas one can be updated and one can fail, and one still answers. Not every workload is worth that, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  minReplicas: «2»\n  maxReplicas: 5\n',
      good: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  minReplicas: 3\n  maxReplicas: 5\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { minReplicas: «2» }\n',
      good: 'apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { maxReplicas: 2 }\n',
    },
  ],
  *check({ manifest, file }) {
    const field = at(manifest.root, 'spec', 'minReplicas');
    if (!field || valueAt(field) !== 2) return;
    const edit = setField(file.text, manifest.root, ['spec', 'minReplicas'], 3);
    yield {
      start: field.start,
      end: field.end,
      message: ['`{0}` may go down to {1} pods', manifest.name, 2],
      fixes: edit ? [{ title: ['Keep at least three replicas'], safe: false, edits: [edit] }] : [],
    };
  },
});
