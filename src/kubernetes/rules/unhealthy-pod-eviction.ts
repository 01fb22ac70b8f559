import { textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';

export const unhealthyPodEviction = objectRule({
  id: 'unhealthy-pod-eviction',
  kinds: ['PodDisruptionBudget'],
  title: 'Let pods that are not ready go',
  severity: 'info',
  aliases: ['kube-linter:pdb-unhealthy-pod-eviction-policy'],
  why: 'By default a budget also holds pods that never became ready, and a broken workload then stops the drain of its nodes for ever. `AlwaysAllow`, which the documentation of Kubernetes recommends, lets those go.',
  examples: [
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: «web»\nspec:\n  maxUnavailable: 1\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n',
      fixed: true,
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: «web» }\nspec: { minAvailable: 1 }\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1, unhealthyPodEvictionPolicy: IfHealthyBudget }\n',
    },
  ],
  *check({ manifest, file, workspace }) {
    // The field came, for everybody, with Kubernetes 1.27.
    if (manifest.apiVersion !== 'policy/v1' || workspace.target < 27) return;
    if (textAt(manifest.root, 'spec', 'unhealthyPodEvictionPolicy') !== undefined) return;
    const edit = setField(file.text, manifest.root, ['spec', 'unhealthyPodEvictionPolicy'], 'AlwaysAllow');
    yield {
      ...objectPlace(manifest),
      message: ['`{0}` may hold pods that never become ready', manifest.name],
      fixes: edit ? [{ title: ['Set `unhealthyPodEvictionPolicy: AlwaysAllow`'], safe: false, edits: [edit] }] : [],
    };
  },
});
