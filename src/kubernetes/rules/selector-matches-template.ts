import type { Report } from '../../lint/rule.ts';
import { fault, isMissing, keyPlace, placeOf, spokenBy } from '../admission/faults.ts';
import { isPlaceholder } from '../placeholder.ts';
import { beyondSchema } from '../admission/rule.ts';
import { labelFaults, selectorFaults } from '../admission/selectors.ts';
import { setField } from '../edit.ts';
import { at, entries, entry, items, textAt } from '../fields.ts';
import { holds, labelExpression } from '../selectors/label-selector.ts';
import type { Entry, Field } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';

const ALIASES = ['kube-linter:mismatching-selector', 'kubescape:C-0296'];
const KUBE_SCORE: Readonly<Record<string, string>> = {
  Deployment: 'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
  StatefulSet: 'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
};
/** Where the selector stands in kinds that have it elsewhere than in `spec`. */
const PLACES: Readonly<Record<string, readonly string[]>> = { CronJob: ['spec', 'jobTemplate', 'spec'] };

export const selectorMatchesTemplate = objectRule({
  id: 'selector-matches-template',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'],
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
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  «selector»: {}\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "web:1" }] }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "web:1" }] }\n',
    },
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector:\n    matchExpressions:\n      - { key: app, operator: Exists, «values»: [web] }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "web:1" }] }\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector:\n    matchExpressions:\n      - { key: app, operator: Exists }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "web:1" }] }\n',
    },
  ],
  *check(subject) {
    const { manifest, workspace, file } = subject;
    const owner = at(manifest.root, ...(PLACES[manifest.kind] ?? ['spec']));
    const selector = entry(owner, 'selector');
    const ofKubeScore = KUBE_SCORE[manifest.kind];
    const aliases = ofKubeScore ? [...ALIASES, ofKubeScore] : ALIASES;
    const needsOne =
      !/^(?:Job|CronJob|ReplicationController)$/.test(manifest.kind) && !workspace.getsSelectors(file.file);
    if (!selector) {
      // Before the template is there, the selector may still be to come.
      if (needsOne && at(owner, 'template')?.kind === 'map')
        yield { ...fault(placeOf(manifest), isMissing('spec.selector')), aliases };
      return;
    }
    // Of a ReplicationController it is a map of labels, at which peers do not look.
    if (manifest.kind === 'ReplicationController') {
      yield* spokenBy(labelFaults(selector.value), []);
      yield* mismatches(entries(selector.value), subject, []);
      return;
    }
    yield* beyondSchema(spokenBy(selectorFaults(selector.value), aliases), subject);
    if (needsOne && isEmpty(selector))
      yield { ...fault(keyPlace(selector), ['`{0}` is empty', 'selector']), aliases: ALIASES };
    yield* mismatches(entries(at(selector.value, 'matchLabels')), subject, aliases);
    yield* failing(items(at(selector.value, 'matchExpressions')), subject, aliases);
  },
});

function isEmpty({ value }: Entry): boolean {
  if (value.kind !== 'map') return false;
  // A key without value is still being written.
  return value.entries.every(({ value: part }) =>
    part.kind === 'list' ? part.items.length === 0 : part.kind === 'map' && part.entries.length === 0,
  );
}

function* mismatches(
  wanted: readonly Entry[],
  subject: ManifestSubject,
  aliases: readonly string[],
): Generator<Report> {
  const { pod, workspace, file } = subject;
  if (!pod) return;
  for (const { key, value } of wanted) {
    const text = textAt(value);
    const own = pod.labels.get(key);
    if (text === undefined || own === text || workspace.relabels(key)) continue;
    if (isPlaceholder(text) || isPlaceholder(own ?? '') || isPlaceholder(key)) continue;
    const edit = pod.metadata?.kind === 'map' ? setField(file.text, pod.metadata, ['labels', key], text) : undefined;
    yield {
      start: value.start,
      end: value.end,
      message: ['The selector wants `{0}: {1}`, but the pods have `{2}`', key, text, own ?? '–'],
      aliases,
      // Selectors cannot be changed once applied, so the label follows the selector; Services may count on the label.
      fixes: edit ? [{ title: ['Label the pods `{0}: {1}`', key, text], safe: false, edits: [edit] }] : [],
    };
  }
}

function* failing(
  expressions: readonly Field[],
  { pod, workspace }: ManifestSubject,
  aliases: readonly string[],
): Generator<Report> {
  for (const expression of expressions) {
    const key = textAt(expression, 'key') ?? '';
    if (
      !pod ||
      matches(expression, pod.labels) !== false ||
      workspace.relabels(key) ||
      isPlaceholder(pod.labels.get(key) ?? '')
    )
      continue;
    yield {
      start: expression.start,
      end: expression.end,
      message: ['The selector’s expression on `{0}` does not match the pods', key],
      aliases,
    };
  }
}

/** Undefined: the expression is not one that we can judge. */
function matches(expression: Field, labels: ReadonlyMap<string, string>): boolean | undefined {
  const read = labelExpression(expression);
  if (!read || read.values.some(isPlaceholder)) return undefined;
  return read.operator === 'In' && read.values.length === 0 ? undefined : holds(read, labels);
}
