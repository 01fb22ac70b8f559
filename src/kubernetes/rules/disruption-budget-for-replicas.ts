import { documents } from '../examples.ts';
import { at, valueAt } from '../fields.ts';
import type { Manifest } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { podSelectorOf } from '../selectors/selector-index.ts';
import { disruptionBudget } from '../skeletons.ts';
import type { ManifestSubject } from '../subject.ts';

const KUBE_SCORE: Readonly<Record<string, string>> = {
  Deployment: 'kube-score:deployment-has-poddisruptionbudget',
  StatefulSet: 'kube-score:statefulset-has-poddisruptionbudget',
};
const POLARIS = 'polaris:missingPodDisruptionBudget';

const deployment = (name: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n`;
const budget =
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels: { app: web }\n';

export const disruptionBudgetForReplicas = workspaceRule({
  id: 'disruption-budget-for-replicas',
  kinds: ['Deployment', 'StatefulSet'],
  title: 'Give replicated workloads a PodDisruptionBudget',
  severity: 'warning',
  off: true,
  aliases: [...Object.values(KUBE_SCORE), POLARIS],
  why: 'When nodes are drained, all pods of a workload may be evicted at once unless a PodDisruptionBudget says how many must stay.',
  differs: {
    'kube-score:deployment-has-poddisruptionbudget': 'It takes no namespace and `default` for two namespaces.',
    'kube-score:statefulset-has-poddisruptionbudget': 'It takes no namespace and `default` for two namespaces.',
  },
  examples: [{ bad: deployment('«web»'), good: documents(deployment('web'), budget) }],
  *check(subject) {
    const { manifest, workspace, pod } = subject;
    const { objects, isAll } = workspace.selecting('PodDisruptionBudget', subject);
    if (!pod || objects.length > 0 || !isAll) return;
    const replicas = valueAt(manifest.root, 'spec', 'replicas');
    const isSingle = typeof replicas === 'number' && replicas < 2;
    const aliases = [
      ...(isSingle ? [] : [KUBE_SCORE[manifest.kind] ?? '']),
      ...(manifest.kind === 'Deployment' && !sharesLabel(subject) ? [POLARIS] : []),
    ];
    if (isSingle && aliases.length === 0) return;
    yield {
      ...objectPlace(manifest),
      message: ['No PodDisruptionBudget selects the pods of `{0}`', manifest.name],
      aliases,
      // Of one pod nothing stays when it goes.
      ...(isSingle ? { severity: 'hint' } : {}),
      fixes: isSingle ? [] : disruptionBudget(subject, pod.labels),
    };
  },
});

/** Polaris is content with a budget that wants one of the labels. */
function sharesLabel({ manifest, workspace, pod }: ManifestSubject): boolean {
  const isShared = (budget: Manifest) =>
    [...(at(budget.root, 'spec', 'selector') ? (podSelectorOf(budget)?.labels ?? []) : [])].some(
      ([key, value]) => pod?.labels.get(key) === value,
    );
  for (const [key, value] of pod?.labels ?? []) {
    const asking = workspace.asking('PodDisruptionBudget', key, value, manifest.namespace);
    if (asking.some((one) => isShared(one.manifest))) return true;
  }
  return false;
}
