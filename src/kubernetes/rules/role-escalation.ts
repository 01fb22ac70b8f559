import { rightRule } from '../rbac/right-rule.ts';
import { RBAC } from '../rbac/wants.ts';
import { type Grant, meets } from '../rbac/grants.ts';

const RBAC_ONLY = ['rbac.authorization.k8s.io'];

/** A role that may bind all of these kinds of roles. */
function binds({ resources, verbs, names }: Grant, kinds: readonly string[]): boolean {
  return meets(resources, kinds) && verbs.includes('bind') && (names?.includes('*') ?? false);
}

export const roleEscalation = rightRule({
  id: 'role-escalation',
  title: 'Let nobody give rights that they do not have',
  severity: 'warning',
  role: [
    {
      alias: 'trivy:KSV-0050',
      resources: ['roles', 'rolebindings'],
      verbs: ['create', 'update', 'delete', 'deletecollection', 'impersonate', '*'],
    },
    {
      alias: 'trivy:KSV-0051',
      groups: RBAC_ONLY,
      resources: ['rolebindings'],
      verbs: ['create'],
      and: (_grant, later) =>
        later.some((one) => meets(one.apiGroups, RBAC_ONLY) && binds(one, ['clusterroles', 'roles'])),
    },
    {
      alias: 'trivy:KSV-0052',
      groups: RBAC_ONLY,
      resources: ['clusterrolebindings'],
      verbs: ['create'],
      and: (_grant, later) => later.some((one) => binds(one, ['clusterroles'])),
    },
    {
      alias: 'trivy:KSV-0055',
      groups: ['*'],
      resources: ['rolebindings'],
      verbs: ['get'],
      and: ({ verbs }) => verbs.includes('patch'),
    },
    {
      alias: 'checkov:CKV_K8S_157',
      groups: RBAC,
      resources: ['rolebindings', 'clusterrolebindings', '*'],
      verbs: ['bind', '*'],
    },
    { alias: 'checkov:CKV_K8S_158', groups: RBAC, resources: ['roles', 'clusterroles', '*'], verbs: ['escalate', '*'] },
    {
      groups: RBAC,
      resources: ['roles', 'clusterroles'],
      verbs: ['bind', 'escalate'],
      and: ({ names }) => names === undefined,
    },
  ],
  binding: [
    { alias: 'checkov:CKV2_K8S_1', resources: ['clusterrolebindings', 'rolebindings', '*'], verbs: ['bind', '*'] },
    {
      alias: 'kubescape:C-0191',
      groups: RBAC,
      resources: ['clusterroles', 'roles', '*'],
      verbs: ['bind', 'escalate', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects give themselves more rights', name],
  why: 'Kubernetes lets nobody give away rights that he does not have, unless he may `bind` or `escalate` roles: that makes everybody an administrator who wants to be one. Name the roles in `resourceNames`.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: tenant\nrules:\n  - apiGroups: [rbac.authorization.k8s.io]\n    resources: [«roles»]\n    verbs: [get, escalate]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: tenant\nrules:\n  - apiGroups: [rbac.authorization.k8s.io]\n    resources: [roles]\n    verbs: [get, list]\n',
    },
  ],
});
