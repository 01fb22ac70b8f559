import { at, textAt, valueAt } from '../fields.ts';
import { labelSelector, selectsAll } from '../selectors/label-selector.ts';
import type { Field, Located } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import { mayBeScaledByBuild, replicasOf, SCALABLE } from '../pods/replicas.ts';
import { objectRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import { minimumByScaler } from '../selectors/serving.ts';
import type { Report } from '../../lint/rule.ts';

const ALIASES = {
  most: 'kube-linter:pdb-max-unavailable',
  least: 'kube-linter:pdb-min-available',
  polaris: 'polaris:pdbDisruptionsIsZero',
  draft: 'draft:disallowed-bad-pod-disruption-budgets',
};

export const disruptionBudgetBlocks = objectRule({
  id: 'disruption-budget-blocks',
  kinds: ['PodDisruptionBudget'],
  title: 'Let a disruption budget allow some disruption',
  severity: 'warning',
  aliases: Object.values(ALIASES),
  why: 'A budget that lets no pod go stops every drain of a node, so that upgrades of the cluster hang until somebody deletes the budget or the pods by hand.',
  differs: {
    'kube-linter:pdb-min-available':
      'Where an autoscaler may go lower than the replicas that are written, its minimum counts; the namespaces `` and `default` are one.',
    'draft:disallowed-bad-pod-disruption-budgets': 'A budget is joined to workloads by what its selector selects.',
  },
  examples: [
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  maxUnavailable: «0»\n  selector: { matchLabels: { app: web } }\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: web } }\n',
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: «100%»\n  selector: { matchLabels: { app: web } }\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: 50%\n  selector: { matchLabels: { app: web } }\n',
    },
    {
      bad: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: «2»\n  selector: { matchLabels: { app: web } }\n',
      good: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }\n',
      files: {
        'web.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n',
      },
    },
  ],
  *check(subject) {
    const { root } = subject.manifest;
    yield* lettingNoneGo(at(root, 'spec', 'maxUnavailable'));
    yield* keepingAll(subject, at(root, 'spec', 'minAvailable'));
  },
});

function* lettingNoneGo(field: Field | undefined): Generator<Report> {
  const value = valueAt(field);
  if (!field || value === null || value === undefined || typeof value === 'boolean') return;
  const isNone = /^0+%$/.test(String(value));
  if (value !== 0 && !isNone) return;
  yield {
    start: field.start,
    end: field.end,
    message: ['With `maxUnavailable: {0}` no pod may go, so no node with one can be drained', String(value)],
    aliases:
      value === 0 || value === '0%'
        ? [ALIASES.most, ALIASES.polaris, ...(value === 0 ? [ALIASES.draft] : [])]
        : [ALIASES.most],
  };
}

function* keepingAll(subject: ManifestSubject, field: Field | undefined): Generator<Report> {
  const value = valueAt(field);
  if (!field || value === null || value === undefined || typeof value === 'boolean') return;
  const [, digits, percent] = /^(\d+)(%?)$/.exec(String(value)) ?? [];
  if (digits === undefined) return;
  const number = Number(digits);
  const place = { start: field.start, end: field.end };
  if (percent && number === 100) {
    const message = [
      'With `minAvailable: {0}` no pod may go, so no node with one can be drained',
      String(value),
    ] as const;
    yield { ...place, message, aliases: [ALIASES.least, ALIASES.polaris] };
    return;
  }
  const selector = at(subject.manifest.root, 'spec', 'selector');
  if (selector?.kind !== 'map') {
    if (subject.manifest.apiVersion === 'policy/v1')
      yield {
        ...objectPlace(subject.manifest),
        message: ['`{0}` protects nothing: it has no selector', subject.manifest.name],
        aliases: [ALIASES.least],
      };
    return;
  }
  for (const workload of workloadsOf(subject, selector)) {
    const { manifest, file } = workload;
    const written = replicasOf(manifest);
    const scaled = minimumByScaler(subject.workspace, workload);
    if (written === undefined || scaled === 'unknown' || mayBeScaledByBuild(subject.workspace, workload, subject))
      continue;
    const replicas = scaled ?? (written === 'default' ? 1 : written);
    const kept = percent ? Math.ceil((replicas * number) / 100) : number;
    // What runs no pods has none to protect.
    if (replicas === 0 || replicas > kept) continue;
    const ownReplicas = written === 'default' ? 1 : written;
    const ofKubeLinter = ownReplicas === 1 ? replicas : ownReplicas;
    const keptOfThose = percent ? Math.ceil((ofKubeLinter * number) / 100) : number;
    const name = at(manifest.root, 'metadata', 'name');
    yield {
      ...place,
      message: ['`{0}` runs {1} pods, and {2} of them must stay, so none may go', manifest.name, replicas, kept],
      aliases: [
        ...(ofKubeLinter <= keptOfThose ? [ALIASES.least] : []),
        ...(!percent && typeof written === 'number' && written <= number && manifest.kind !== 'ReplicationController'
          ? [ALIASES.draft]
          : []),
      ],
      related: name
        ? [{ file: file.file, start: name.start, end: name.end, message: ['The pods that it protects'] }]
        : [],
    };
    return;
  }
}

/** The workloads with replicas whose pods the budget selects. */
function workloadsOf({ workspace, manifest, file }: ManifestSubject, field: Field): readonly Located[] {
  const selector = labelSelector(field);
  if (!workspace.complete || !selector || selectsAll(selector)) return [];
  const answer = workspace.podsOf(selector, { manifest, file });
  if (answer.state !== 'found') return [];
  return answer.objects.filter(
    ({ manifest: one }) => SCALABLE.includes(one.kind) && textAt(one.root, 'kind') !== undefined,
  );
}
