import { at, textAt, valueAt } from '../fields.ts';
import type { Manifest } from '../model.ts';
import { objectPlace } from '../object-place.ts';
import { subjectsOf } from '../rbac/bindings.ts';
import { objectRule } from '../rule-kinds.ts';
import { accountName, givesToken } from '../pods/service-accounts.ts';
import type { ManifestSubject } from '../subject.ts';
import { DEPLOYMENT_LIKE } from '../peers/peer-kinds.ts';
import type { Workspace } from '../workspace.ts';
import type { PodSpecView } from '../pods/workloads.ts';
import type { Report } from '../../lint/rule.ts';

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];

export const ownServiceAccount = objectRule({
  id: 'own-service-account',
  title: 'Give each program a service account of its own',
  severity: 'info',
  off: true,
  aliases: [
    'kube-linter:default-service-account',
    'checkov:CKV_K8S_41',
    'checkov:CKV_K8S_42',
    'kubescape:C-0189',
    'kubescape:C-0225',
  ],
  why: 'Every pod that names no service account shares `default`: what one of them is allowed, all of them are. Where `default` gives no token and no rights, nothing is shared by accident.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: «web»\nspec:\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  containers: []\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: «default»\n  containers: []\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  automountServiceAccountToken: false\n  containers: []\n',
    },
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: all\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }\nsubjects:\n  - kind: ServiceAccount\n    name: «default»\n',
      good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\nautomountServiceAccountToken: false\n',
    },
  ],
  check(subject) {
    const { manifest, pod, workspace } = subject;
    if (pod) return ofPod(subject, pod);
    if (manifest.kind === 'ServiceAccount') return ofAccount(manifest);
    if (BINDINGS.includes(manifest.kind)) return ofBinding(manifest);
    if (manifest.kind === 'Namespace') return ofNamespace(manifest, workspace);
    return [];
  },
});

function* ofPod({ manifest }: ManifestSubject, pod: PodSpecView): Generator<Report> {
  const name = accountName(pod);
  if (name !== '' && name !== 'default') return;
  if (valueAt(pod.spec, 'automountServiceAccountToken') === false) return;
  const place = [at(pod.spec, 'serviceAccountName'), at(pod.spec, 'serviceAccount')].find(
    (field) => field && field.end > field.start && textAt(field) === 'default',
  );
  const { start, end } = place ?? objectPlace(manifest);
  yield {
    start,
    end,
    message: ['`{0}` runs as the service account `default`, as every pod that names none', manifest.name],
    aliases: DEPLOYMENT_LIKE.has(manifest.kind) ? ['kube-linter:default-service-account'] : [],
  };
}

function* ofAccount(manifest: Manifest): Generator<Report> {
  if (manifest.name !== 'default' || !givesToken(manifest)) return;
  const place = at(manifest.root, 'automountServiceAccountToken');
  const { start, end } = place && place.end > place.start ? place : objectPlace(manifest);
  yield {
    start,
    end,
    message: ['The service account `default` gives its token to every pod that names no other'],
    aliases: ['checkov:CKV_K8S_41', 'kubescape:C-0189', 'kubescape:C-0225'],
  };
}

function* ofBinding(manifest: Manifest): Generator<Report> {
  for (const { kind, name, field } of subjectsOf(manifest)) {
    const place = at(field, 'name');
    if (kind !== 'ServiceAccount' || name !== 'default' || !place) continue;
    yield {
      start: place.start,
      end: place.end,
      message: ['`{0}` gives rights to every pod that names no service account', manifest.name],
      aliases: ['checkov:CKV_K8S_42'],
    };
  }
}

function* ofNamespace(manifest: Manifest, workspace: Workspace): Generator<Report> {
  if (!workspace.complete || workspace.hasTemplates()) return;
  const accounts = workspace.inNamespace('ServiceAccount', manifest.name);
  if (accounts.some((account) => account.manifest.name !== 'default')) return;
  yield {
    ...objectPlace(manifest),
    message: ['The namespace `{0}` has no service account but `default`', manifest.name],
    aliases: ['kubescape:C-0189'],
  };
}
