import type { Report } from '../../lint/rule.ts';
import { at, textAt } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { bindingOf, roleOf } from '../rbac/bindings.ts';
import { objectRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import { CHECKOV_CONTAINERS, KUBESCAPE_WORKLOADS } from '../peers/peer-kinds.ts';
import type { PodSpecView } from '../pods/workloads.ts';

const DASHBOARD = 'kubernetes-dashboard';

export const noDashboard = objectRule({
  id: 'no-dashboard',
  title: 'Run no Kubernetes dashboard',
  severity: 'info',
  aliases: ['checkov:CKV_K8S_33', 'kubescape:C-0014'],
  why: 'The dashboard is a way into the cluster with the rights of its service account; it has been left open to everybody often. Nothing else should run with its account or its role.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: board\nspec:\n  containers:\n    - name: board\n      image: «kubernetesui/dashboard:v2.7.0»\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: board\nspec:\n  containers:\n    - name: board\n      image: grafana/grafana:12.0.0\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: «kubernetes-dashboard»\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  containers: []\n',
    },
  ],
  check(subject) {
    if (subject.pod) return ofPod(subject, subject.pod);
    return subject.manifest.kind.endsWith('Binding') ? ofBinding(subject) : [];
  },
});

function* ofPod({ manifest }: ManifestSubject, pod: PodSpecView): Generator<Report> {
  const account = at(pod.spec, 'serviceAccountName');
  if (account && textAt(account) === DASHBOARD && !manifest.name.startsWith(DASHBOARD)) {
    yield {
      start: account.start,
      end: account.end,
      message: ['`{0}` runs with the rights of the dashboard', manifest.name],
      aliases: KUBESCAPE_WORKLOADS.has(manifest.kind) ? ['kubescape:C-0014'] : [],
    };
  }
  const byLabel = (pod.labels.get('app') ?? pod.labels.get('k8s-app')) === DASHBOARD;
  const aliases = CHECKOV_CONTAINERS.has(manifest.kind) ? ['checkov:CKV_K8S_33'] : [];
  for (const { field, kind } of pod.containers) {
    if (kind === 'ephemeral') continue;
    const image = at(field, 'image');
    const isDashboard = /kubernetes-dashboard|kubernetesui/.test(textAt(image) ?? '');
    if (!isDashboard && !byLabel) continue;
    const { start, end } = isDashboard && image ? image : objectPlace(manifest);
    yield { start, end, message: ['`{0}` runs the Kubernetes dashboard', manifest.name], aliases };
    if (!isDashboard) return;
  }
}

function* ofBinding({ manifest, workspace }: ManifestSubject): Generator<Report> {
  const binding = workspace.factOf(bindingOf, manifest);
  if (binding?.role.name !== DASHBOARD) return;
  const other = binding.subjects.find(({ name }) => name !== DASHBOARD);
  const place = other && at(other.field, 'name');
  if (!place) return;
  yield {
    start: place.start,
    end: place.end,
    message: ['`{0}` gets the rights of the dashboard', other.name],
    aliases: roleOf(binding, workspace) ? ['kubescape:C-0014'] : [],
  };
}
