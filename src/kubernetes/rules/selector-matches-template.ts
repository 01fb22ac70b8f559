import { at, entries, items, textAt } from '../fields.ts';
import { setField } from '../edit.ts';
import type { Field } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';

const ALIASES = ['kube-linter:mismatching-selector', 'kubescape:C-0296'];
const KUBE_SCORE: Readonly<Record<string, string>> = {
  Deployment: 'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
  StatefulSet: 'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
};

export const selectorMatchesTemplate = objectRule({
  id: 'selector-matches-template',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  title: 'Let the selector match the pod template',
  severity: 'error',
  aliases: [...ALIASES, ...Object.values(KUBE_SCORE)],
  why: 'The API server refuses a workload whose selector does not select its own pods.',
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  selector:\n    matchLabels:\n      app: «web»\n  template:\n    metadata:\n      labels:\n        app: api\n    spec:\n      containers: []\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  selector:\n    matchLabels:\n      app: api\n  template:\n    metadata:\n      labels:\n        app: api\n    spec:\n      containers: []\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: a\nspec:\n  selector:\n    matchExpressions:\n      - «{ key: tier, operator: In, values: [x] }»\n  template:\n    metadata:\n      labels: { tier: y }\n    spec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec: { containers: [] }\n',
    },
  ],
  *check({ manifest, file, workspace, pod }) {
    const selector = at(manifest.root, 'spec', 'selector');
    if (!pod || !selector) return;
    const { labels } = pod;
    const ofKubeScore = KUBE_SCORE[manifest.kind];
    const aliases = ofKubeScore ? [...ALIASES, ofKubeScore] : ALIASES;
    for (const { key, value } of entries(at(selector, 'matchLabels'))) {
      const wanted = textAt(value);
      if (wanted === undefined || labels.get(key) === wanted || workspace.relabels(key)) continue;
      const edit =
        pod.metadata?.kind === 'map' ? setField(file.text, pod.metadata, ['labels', key], wanted) : undefined;
      yield {
        start: value.start,
        end: value.end,
        message: ['The selector wants `{0}: {1}`, but the pods have `{2}`', key, wanted, describe(labels.get(key))],
        aliases,
        // Selectors cannot be changed once applied, so the label follows the selector; Services may count on the label.
        fixes: edit ? [{ title: ['Label the pods `{0}: {1}`', key, wanted], safe: false, edits: [edit] }] : [],
      };
    }
    for (const expression of items(at(selector, 'matchExpressions'))) {
      const key = textAt(expression, 'key') ?? '';
      if (matches(expression, labels) !== false || workspace.relabels(key)) continue;
      yield {
        start: expression.start,
        end: expression.end,
        message: ['The selector’s expression on `{0}` does not match the pods', key],
        aliases,
      };
    }
  },
});

function describe(value: string | undefined): string {
  return value ?? '–';
}

/** Undefined: the expression is not one that we can judge. */
function matches(expression: Field, labels: ReadonlyMap<string, string>): boolean | undefined {
  const key = textAt(expression, 'key');
  const values = items(at(expression, 'values')).map((item) => textAt(item) ?? '');
  if (key === undefined) return undefined;
  const value = labels.get(key);
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return undefined;
  }
}
