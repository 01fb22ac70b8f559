import { dangling } from '../references/dangling.ts';
import { changeTo } from '../change-to.ts';
import { documents } from '../examples.ts';
import { at, textAt } from '../fields.ts';
import type { Report } from '../../lint/rule.ts';
import type { Reference } from '../references/reference.ts';
import { workspaceRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';

const LITERAL = ['kube-linter:dangling-horizontalpodautoscaler', 'kube-score:horizontalpodautoscaler-has-target'];
const KUBESCAPE = 'kubescape:C-0300';
const KUBESCAPE_KINDS = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];

const hpa = (target: string, version = 'apps/v1') =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 5\n  scaleTargetRef:\n    apiVersion: ${version}\n    kind: Deployment\n    name: ${target}\n`;
const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [] }\n';

export const scaleTargetExists = workspaceRule({
  id: 'scale-target-exists',
  kinds: ['HorizontalPodAutoscaler', 'VerticalPodAutoscaler', 'ScaledObject'],
  title: 'Scale a workload that exists',
  severity: 'warning',
  aliases: [...LITERAL, KUBESCAPE],
  why: 'An autoscaler whose target is not there scales nothing. The target is found by its API group, kind and name, in the namespace of the autoscaler.',
  differs: {
    'kube-linter:dangling-horizontalpodautoscaler':
      'It takes no account of namespaces, and reports targets of kinds that it does not know.',
    'kube-score:horizontalpodautoscaler-has-target':
      'It reports targets of custom kinds, which nobody can see in the files, and takes no namespace and `default` for two.',
  },
  examples: [
    { bad: documents(hpa('«wbe»'), deployment), good: documents(hpa('web'), deployment), fixed: true },
    {
      bad: documents(hpa('web', '«extensions/v1beta1»'), deployment),
      good: documents(hpa('web'), deployment),
      fixed: true,
    },
  ],
  *check(subject) {
    const { manifest, workspace, pod } = subject;
    for (const reference of workspace.referencesOf(manifest, pod)) {
      if (reference.via !== 'scaleTarget') continue;
      const report = dangling(subject, reference) ?? ofVersion(subject, reference);
      if (report) yield { ...report, aliases: aliasesOf(subject, reference, report) };
    }
  },
});

/** The version that the target is looked up by is not that which it is written for. */
function ofVersion(subject: ManifestSubject, { target: { name, kind } }: Reference): Report | undefined {
  const { manifest, workspace, file } = subject;
  if (manifest.kind !== 'HorizontalPodAutoscaler') return undefined;
  const reference = at(manifest.root, 'spec', 'scaleTargetRef');
  const field = at(reference, 'apiVersion');
  const found = workspace.find(kind, manifest.namespace, name);
  if (!reference || !found) return undefined;
  const wanted = found.manifest.apiVersion;
  const written = textAt(field) ?? '';
  if (written === wanted || (kind === 'ReplicationController' && written === 'v1')) return undefined;
  const isOtherGroup = groupOf(written) !== groupOf(wanted);
  const place = field ?? at(reference, 'kind') ?? reference;
  return {
    start: place.start,
    end: place.end,
    message: ['{0} `{1}` is of `{2}`, not of `{3}`', kind, name, wanted, written || 'v1'],
    // Other versions of the same group are found all the same.
    ...(isOtherGroup ? {} : { severity: 'hint' }),
    fixes: changeTo(file.text, field, wanted),
  };
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function aliasesOf(
  { manifest, workspace }: ManifestSubject,
  { target, field }: Reference,
  report: Report,
): readonly string[] {
  if (manifest.kind !== 'HorizontalPodAutoscaler') return [];
  if (report.start !== field.start) return LITERAL;
  const [linter = '', score = ''] = LITERAL;
  // kube-linter takes the name in any namespace.
  const isNamed = workspace.named(target.kind, target.name).length > 0;
  return [...(isNamed ? [] : [linter]), score, ...(KUBESCAPE_KINDS.includes(target.kind) ? [KUBESCAPE] : [])];
}
