import { type Grant, grantsOf, isEverything, meets, placeIn } from '../rbac/grants.ts';
import { bindingOf, roleOf } from '../rbac/bindings.ts';
import { hears } from '../rbac/wants.ts';
import { objectRule } from '../rule-kinds.ts';
import type { ManifestSubject } from '../subject.ts';
import type { Report } from '../../lint/rule.ts';

const BOUND = 'kubescape:C-0187';
/** Where trivy minds all verbs of one resource. */
const DELICATE =
  'secrets pods deployments daemonsets statefulsets replicationcontrollers replicasets cronjobs jobs roles clusterroles rolebindings clusterrolebindings users groups'.split(
    ' ',
  );
const MANAGE = ['create', 'update', 'delete', 'deletecollection', 'impersonate', '*', 'list', 'get'];

export const noWildcardRights = objectRule({
  id: 'no-wildcard-rights',
  kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
  title: 'Name the rights of a role instead of `*`',
  severity: 'warning',
  aliases: [
    'kube-linter:wildcard-in-rules',
    'checkov:CKV_K8S_49',
    ...['trivy:KSV-0044', 'trivy:KSV-0045', 'trivy:KSV-0046', 'trivy:KSV-0112', BOUND],
  ],
  why: 'A `*` also gives rights that nobody thought of: over Secrets, over resources of operators that are installed later, and verbs such as `escalate` and `impersonate`.',
  differs: {
    'checkov:CKV_K8S_49': 'It reads only the first entry of `rules`; here every entry counts.',
  },
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [«"*"»]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: app\nrules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get, list, watch]\n',
    },
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: all\nrules:\n  - apiGroups: ["*"]\n    resources: [«"*"»]\n    verbs: [get]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: all\nrules:\n  - nonResourceURLs: ["*"]\n    verbs: [get]\n',
    },
  ],
  check(subject) {
    return subject.manifest.kind.endsWith('Binding') ? ofBinding(subject) : ofRole(subject);
  },
});

function* ofRole({ manifest: role, workspace }: ManifestSubject): Generator<Report> {
  for (const [index, grant] of workspace.factOf(grantsOf, role).entries()) {
    const aliases = aliasesOf(grant, role.kind, index === 0);
    const { resources, verbs } = grant;
    if (resources.includes('*') || verbs.includes('*')) {
      const place = resources.includes('*') ? placeIn(grant, 'resources', ['*']) : placeIn(grant, 'verbs', ['*']);
      yield { ...place, message: ['`{0}` gives rights by `*`', role.name], aliases };
      continue;
    }
    const part = ['apiGroups', 'resources', 'verbs'] as const;
    const key = part.find((one) => grant[one].some((value) => value.includes('*')));
    if (key === undefined) continue;
    const value = grant[key].find((one) => one.includes('*')) ?? '';
    yield {
      ...placeIn(grant, key, [value]),
      message: ['`{0}` gives rights by `{1}`', role.name, value],
      aliases,
      severity: 'hint',
    };
  }
}

function aliasesOf({ apiGroups, resources, verbs }: Grant, kind: string, isFirst: boolean): string[] {
  const [anyResource, anyVerb] = [resources.includes('*'), verbs.includes('*')];
  const inFirst = isFirst && [...apiGroups, ...resources, ...verbs].some((value) => value.includes('*'));
  return [
    ...(anyResource || anyVerb ? ['kube-linter:wildcard-in-rules'] : []),
    ...(inFirst ? ['checkov:CKV_K8S_49'] : []),
    ...(anyResource && anyVerb && apiGroups.includes('*') ? ['trivy:KSV-0044'] : []),
    ...(anyVerb && meets(resources, DELICATE) ? ['trivy:KSV-0045'] : []),
    ...(anyResource && meets(verbs, MANAGE) ? [kind === 'ClusterRole' ? 'trivy:KSV-0046' : 'trivy:KSV-0112'] : []),
  ];
}

function* ofBinding({ manifest, workspace }: ManifestSubject): Generator<Report> {
  const binding = workspace.factOf(bindingOf, manifest);
  const role = binding && roleOf(binding, workspace);
  const want = { alias: BOUND, resources: [], verbs: [], subjects: 'typed' } as const;
  if (!role || !hears(want, binding, role.manifest)) return;
  const grant = workspace.factOf(grantsOf, role.manifest).find(isEverything);
  if (!grant) return;
  yield {
    start: binding.place.start,
    end: binding.place.end,
    message: ['`{0}` gives all rights to its subjects', manifest.name],
    aliases: [BOUND],
    severity: 'hint',
    related: [{ ...placeIn(grant, 'resources', ['*']), file: role.file.file, message: ['The right is given here'] }],
  };
}
