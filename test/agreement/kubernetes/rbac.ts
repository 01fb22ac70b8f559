import type { Agreement, Cases } from './cases.ts';
import { bound, boundHere, clusterRole, clusterRoleBinding, role, roleBinding, USER } from './rbac-cases.ts';

const RBAC = 'rbac.authorization.k8s.io';
const ADMIN = '*|*|*';

/** What speaks of a role of one kind, the other kind being another rule's. */
function ofKind(kind: typeof role, other: typeof role, speaks: readonly string[], silent: readonly string[]): Cases {
  const [first = ''] = speaks;
  return { speaks: speaks.map((one) => kind(one)), silent: [...silent.map((one) => kind(one)), other(first)] };
}

/** What speaks of Roles and ClusterRoles alike. */
function ofRoles(speaks: readonly string[], silent: readonly string[]): Cases {
  return {
    speaks: speaks.flatMap((one) => [role(one), clusterRole('|namespaces|list', one)]),
    silent: silent.flatMap((one) => [role(one), clusterRole(one)]),
  };
}

/** What speaks where such a role is bound, and not where it stands alone. */
function ofBindings(speaks: readonly string[], silent: readonly string[]): Cases {
  const [first = ''] = speaks;
  return {
    speaks: [...speaks.flatMap((one) => [bound(role(one)), bound(clusterRole(one), USER)]), boundHere(first)],
    silent: [
      ...silent.map((one) => bound(clusterRole(one))),
      clusterRole(first),
      `${role(first)}---\n${roleBinding('Role', 'some', USER, 'other')}`,
      `${clusterRole(first)}---\n${clusterRoleBinding('another')}`,
    ],
  };
}

/** checkov hears bindings to service accounts and nodes only. */
function ofAccounts(speaks: readonly string[], silent: readonly string[]): Cases {
  const [first = ''] = speaks;
  return {
    speaks: [
      ...speaks.flatMap((one) => [bound(role(one)), bound(clusterRole(one))]),
      boundHere(first),
      bound(clusterRole(first), '{ kind: Node, name: n1 }'),
    ],
    silent: [...silent.map((one) => bound(clusterRole(one))), bound(clusterRole(first), USER), clusterRole(first)],
  };
}

const SECRETS = ['|secrets|get', '|pods, secrets|list, delete', '|secrets|watch'];
const NO_SECRETS = ['|configmaps|get, list', '|secrets/status|get', 'apps|deployments|*'];
const secretsBound = ofBindings([...SECRETS, ADMIN], [...NO_SECRETS, '|secrets|create']);

const CREATE_PODS = ['|pods|create', '|pods|get, *', ADMIN];
const NO_PODS = ['|pods|get, list', '|pods/log|create', '|configmaps|create'];

const SHELL = ['|pods/exec|create', '|pods/exec|get', '|pods/attach|create', '*|pods, pods/exec|*', ADMIN];
const NO_SHELL = ['|pods|create, get', '|pods/log|get', '|pods/exec|delete', 'apps|pods/exec|create'];

const webhooks = 'admissionregistration.k8s.io|validatingwebhookconfigurations';
const approval = 'certificates.k8s.io|certificatesigningrequests/approval';
const signers = 'certificates.k8s.io|signers|approve';

const allBound: Cases = ofBindings([ADMIN, '|*|*', '*|pods, *|get, *'], ['*|*|get', 'apps|*|*', '*|pods|*']);

/** Rights that roles give. */
export const rightTables: Agreement = {
  'trivy:KSV-0041': ofKind(clusterRole, role, [...SECRETS, '|secrets|impersonate', '|secrets|*'], NO_SECRETS),
  'trivy:KSV-0113': ofKind(role, clusterRole, [...SECRETS, '|secrets|deletecollection'], NO_SECRETS),
  'kube-linter:access-to-secrets': {
    speaks: [
      ...SECRETS.map((one) => bound(clusterRole(one))),
      bound(role('|secrets|create')),
      bound(clusterRole(ADMIN), USER),
      bound(role('|secrets|update')),
    ],
    silent: [
      ...NO_SECRETS.map((one) => bound(clusterRole(one))),
      role('|secrets|get'),
      `${role('|secrets|get')}---\n${roleBinding('Role', 'some', USER, 'other')}`,
      clusterRoleBinding('some'),
    ],
  },
  'kubescape:C-0015': secretsBound,
  'kubescape:C-0186': secretsBound,
  'checkov:CKV2_K8S_5': ofAccounts([...SECRETS, '*|*|*'], [...NO_SECRETS, '|secrets|get|token', '|secrets|delete']),
  'trivy:KSV-0042': ofRoles(
    ['|pods/log|delete', '|pods, pods/log|get, deletecollection', '|pods/log|*'],
    ['|pods/log|get', '|pods|delete', '|events|delete'],
  ),
  'kubescape:C-0007': ofBindings(
    ['|pods|delete', 'apps|deployments|deletecollection', 'batch|cronjobs|*', ADMIN],
    ['|pods|get', '|configmaps|delete', 'extensions|deployments|delete'],
  ),
  'kubescape:C-0031': ofBindings(
    ['|events|delete', '|events|*', ADMIN],
    ['|events|create', '|pods|delete', 'events.k8s.io|events|delete'],
  ),
  'trivy:KSV-0043': ofRoles(
    ['*|groups|impersonate', '*|users, groups|get, impersonate', ',*|groups|impersonate'],
    ['|groups|impersonate', '*|users|impersonate', '*|groups|get', '*|groups|*'],
  ),
  'checkov:CKV2_K8S_3': ofAccounts(
    ['|users|impersonate', '|groups, serviceaccounts|impersonate', ADMIN],
    ['|users|get', '|uids|impersonate', '|pods|impersonate'],
  ),
  'kubescape:C-0065': ofBindings(
    ['|users|impersonate', '|groups|*', '|uids|impersonate', ADMIN],
    ['|users|get', '|pods|impersonate', 'authentication.k8s.io|users|impersonate'],
  ),
  'trivy:KSV-0047': ofRoles(
    ['|nodes/proxy|get', '*|nodes, nodes/proxy|create', '|nodes/proxy|list, get'],
    ['|nodes|get', '|nodes/proxy|update', '|nodes/metrics|get', '|nodes/proxy|*'],
  ),
  'kubescape:C-0279': ofBindings(
    ['|nodes/proxy|get', '|nodes/proxy|connect', '|nodes/proxy|*', ADMIN],
    ['|nodes|get', '|nodes/proxy|update', 'metrics.k8s.io|nodes/proxy|get'],
  ),
  'kube-linter:access-to-create-pods': {
    speaks: [
      ...CREATE_PODS.map((one) => bound(role(one))),
      bound(clusterRole('apps|deployments|create')),
      bound(clusterRole('batch|jobs|get, create'), USER),
    ],
    silent: [
      ...NO_PODS.map((one) => bound(clusterRole(one))),
      bound(role('apps|deployments|update')),
      bound(clusterRole('batch|cronjobs|create')),
      clusterRole('|pods|create'),
    ],
  },
  'trivy:KSV-0048': ofRoles(
    ['|pods|create', 'apps|deployments|patch', 'batch|jobs|delete', '|replicationcontrollers|*'],
    ['|pods|get, list', '|services|create', 'apps|deployments/scale|update'],
  ),
  'kubescape:C-0188': ofBindings(CREATE_PODS, [...NO_PODS, 'apps|deployments|create']),
  'trivy:KSV-0049': ofRoles(
    ['|configmaps|update', '|secrets, configmaps|create', '|configmaps|get, *'],
    ['|configmaps|get, list, watch', '|secrets|update', '|*|update'],
  ),
  'trivy:KSV-0115': ofRoles(
    ['|configmaps|update|aws-auth', '|configmaps|patch, get|other, aws-auth', '|configmaps|*|aws-auth'],
    ['|configmaps|update', '|configmaps|get|aws-auth', '|configmaps|update|coredns'],
  ),
  'kubescape:C-0037': ofBindings(
    ['|configmaps|update', '|configmaps|patch|coredns', ADMIN],
    ['|configmaps|get', '|configmaps|update|app', '|configmaps|create'],
  ),
  'trivy:KSV-0050': ofRoles(
    [`${RBAC}|roles|create`, `${RBAC}|rolebindings|update`, `${RBAC}|roles, rolebindings|get, *`],
    [`${RBAC}|roles|get, list`, `${RBAC}|clusterroles|create`, `${RBAC}|rolebindings|patch`],
  ),
  'trivy:KSV-0051': {
    speaks: [role, clusterRole].flatMap((kind) => [
      kind(`${RBAC}|rolebindings|create`, `${RBAC}|clusterroles|bind|*`),
      kind(`${RBAC}|rolebindings|get, create`, '|pods|get', `${RBAC}|roles|bind|*`),
    ]),
    silent: [role, clusterRole].flatMap((kind) => [
      kind(`${RBAC}|clusterroles|bind|*`, `${RBAC}|rolebindings|create`),
      kind(`${RBAC}|rolebindings|create`, `${RBAC}|clusterroles|bind`),
      kind(`${RBAC}|rolebindings|create`),
    ]),
  },
  'trivy:KSV-0052': {
    speaks: [role, clusterRole].flatMap((kind) => [
      kind(`${RBAC}|clusterrolebindings|create`, `${RBAC}|clusterroles|bind|*`),
      kind(`${RBAC}|clusterrolebindings|list, create`, '|pods|get', `${RBAC}|clusterroles|get, bind|*`),
    ]),
    silent: [role, clusterRole].flatMap((kind) => [
      kind(`${RBAC}|clusterrolebindings|create`, `${RBAC}|roles|bind|*`),
      kind(`${RBAC}|clusterrolebindings|create`, `${RBAC}|clusterroles|bind|view`),
      kind(`${RBAC}|rolebindings|create`, `${RBAC}|clusterroles|bind|*`),
    ]),
  },
  'trivy:KSV-0055': ofRoles(
    ['*|rolebindings|get, patch', '*|roles, rolebindings|patch, list, get', `${RBAC}, *|rolebindings|get, patch`],
    [`${RBAC}|rolebindings|get, patch`, '*|rolebindings|get', '*|rolebindings|patch', '*|roles|get, patch'],
  ),
  'checkov:CKV_K8S_157': ofRoles(
    [`${RBAC}|rolebindings|bind`, `*|clusterrolebindings|get, bind`, `${RBAC}|*|*`, ADMIN],
    [`${RBAC}|rolebindings|create`, `${RBAC}|roles|bind`, '|rolebindings|bind'],
  ),
  'checkov:CKV_K8S_158': ofRoles(
    [`${RBAC}|roles|escalate`, '*|clusterroles|escalate', `${RBAC}|*|escalate`, ADMIN],
    [`${RBAC}|roles|bind`, `${RBAC}|rolebindings|escalate`, '|roles|escalate'],
  ),
  'checkov:CKV2_K8S_1': ofAccounts(
    [`${RBAC}|rolebindings|bind`, `${RBAC}|clusterrolebindings|*`, ADMIN],
    [`${RBAC}|roles|bind`, `${RBAC}|rolebindings|create`, '|pods|bind'],
  ),
  'kubescape:C-0191': ofBindings(
    [`${RBAC}|roles|bind`, `${RBAC}|clusterroles|escalate`, `*|*|*`, '|users|impersonate'],
    [`${RBAC}|roles|create`, `${RBAC}|rolebindings|bind`, '|roles|escalate'],
  ),
  'trivy:KSV-0053': ofRoles(
    ['|pods/exec|create', '|pods, pods/exec|get, create', '|pods/exec|*'],
    ['|pods/exec|get', '|pods|create', '|pods/attach|create'],
  ),
  'trivy:KSV-0054': {
    speaks: [role, clusterRole].flatMap((kind) => [
      kind('*|pods/attach|create', '*|pods|get'),
      kind('*|pods/attach|get, create', '|events|list', '*|pods, services|list, get'),
    ]),
    silent: [role, clusterRole].flatMap((kind) => [
      kind('*|pods|get', '*|pods/attach|create'),
      kind('|pods/attach|create', '|pods|get'),
      kind('*|pods/attach|create'),
    ]),
  },
  'polaris:clusterrolePodExecAttach': ofKind(clusterRole, role, SHELL, NO_SHELL),
  'polaris:rolePodExecAttach': ofKind(role, clusterRole, SHELL, NO_SHELL),
  'polaris:clusterrolebindingPodExecAttach': {
    speaks: [...SHELL.map((one) => bound(clusterRole(one))), clusterRoleBinding('absent')],
    silent: [
      ...NO_SHELL.map((one) => bound(clusterRole(one))),
      clusterRole('|pods/exec|create'),
      boundHere('|pods/exec|create'),
      `${clusterRole('|pods/exec|create')}---\n${clusterRoleBinding('some', USER, 'system:debug')}`,
    ],
  },
  'polaris:rolebindingClusterRolePodExecAttach': {
    speaks: [...SHELL.map((one) => boundHere(one)), roleBinding('ClusterRole', 'absent')],
    silent: [
      ...NO_SHELL.map((one) => boundHere(one)),
      bound(clusterRole('|pods/exec|create')),
      bound(role('|pods/exec|create')),
    ],
  },
  'polaris:rolebindingRolePodExecAttach': {
    speaks: [...SHELL.map((one) => bound(role(one))), roleBinding('Role', 'absent')],
    silent: [...NO_SHELL.map((one) => bound(role(one))), boundHere('|pods/exec|create'), role('|pods/exec|create')],
  },
  'checkov:CKV2_K8S_2': ofAccounts(
    ['|pods/exec|create', '|nodes/proxy|*', ADMIN],
    ['|pods/exec|get', '|pods/attach|create', '|pods|create'],
  ),
  'kubescape:C-0002': ofBindings(
    ['|pods/exec|create', '|pods/*|*', ADMIN],
    ['|pods/exec|get', '|pods/attach|create', 'apps|pods/exec|create'],
  ),
  'trivy:KSV-0056': ofRoles(
    [
      '|services|update',
      'networking.k8s.io|networkpolicies|create',
      'networking.k8s.io|ingresses|*',
      '|endpoints|patch',
    ],
    ['|services|get', '|services/status|update', '|pods|update'],
  ),
  'checkov:CKV2_K8S_4': ofAccounts(
    ['|services/status|update', '|services/status|get, patch', ADMIN],
    ['|services|update', '|services/status|get', '|pods/status|patch'],
  ),
  'trivy:KSV-0114': ofRoles(
    [`${webhooks}|update`, `${webhooks}|create, get`, '*|mutatingwebhookconfigurations|*'],
    [`${webhooks}|get, list`, '*|*|*', 'admissionregistration.k8s.io|validatingadmissionpolicies|update'],
  ),
  'checkov:CKV_K8S_155': ofKind(
    clusterRole,
    role,
    [`${webhooks}|update`, `${webhooks}|patch, get`, ADMIN, 'admissionregistration.k8s.io|*|create'],
    [`${webhooks}|get`, `${webhooks}|delete`, '|validatingwebhookconfigurations|update'],
  ),
  'kubescape:C-0281': ofBindings(
    [`${webhooks}|update`, `${webhooks}|delete`, ADMIN],
    [`${webhooks}|get`, `${webhooks}|patch`, '|mutatingwebhookconfigurations|update'],
  ),
  'checkov:CKV_K8S_156': {
    speaks: [
      clusterRole(`${approval}|update`, signers),
      clusterRole(`${approval}|patch`, '*|signers|*'),
      clusterRole('certificates.k8s.io|*/approval|update', signers),
      clusterRole(ADMIN),
    ],
    silent: [
      clusterRole(`${approval}|update`),
      clusterRole(signers),
      clusterRole(`${approval}|get`, signers),
      role(`${approval}|update`, signers),
    ],
  },
  'kubescape:C-0280': ofBindings(
    [`${approval}|update`, `${approval}|*`, ADMIN],
    [`${approval}|patch`, 'certificates.k8s.io|certificatesigningrequests|update', signers],
  ),
  'kubescape:C-0063': ofBindings(
    ['|pods/portforward|create', '|pods/portforward|get', '|pods/*|create', ADMIN],
    ['|pods/portforward|list', '|pods|create', 'apps|pods/portforward|create'],
  ),
  'kubescape:C-0278': ofBindings(
    ['|persistentvolumes|create', '|persistentvolumes|*', ADMIN],
    ['|persistentvolumeclaims|create', '|persistentvolumes|get', 'storage.k8s.io|persistentvolumes|create'],
  ),
  'kubescape:C-0282': ofBindings(
    ['|serviceaccounts/token|create', '|serviceaccounts/token|*', ADMIN],
    ['|serviceaccounts|create', '|serviceaccounts/token|get', 'apps|serviceaccounts/token|create'],
  ),
  'kubescape:C-0187': allBound,
  'kubescape:C-0035': allBound,
};

const everyVerb = '*|*|get, list, watch, create, update, patch, delete';

/** `*`, and bindings to all rights or of everybody. */
export const wideTables: Agreement = {
  'kube-linter:wildcard-in-rules': ofRoles(
    ['|*|get', '|pods|*', ADMIN],
    ['*|pods|get', '|pods/*|get', '|pods|get, list'],
  ),
  'checkov:CKV_K8S_49': {
    speaks: [
      role('|*|get'),
      role('*|pods|get'),
      clusterRole('|pods|*'),
      clusterRole('|pods/*|get'),
      role(ADMIN, '|pods|get'),
    ],
    silent: [role('|pods|get'), clusterRole('|pods|get', ADMIN), role(), clusterRole('apps|deployments|update')],
  },
  'trivy:KSV-0044': ofRoles([ADMIN, ',*|pods, *|*', '*|*|get, *'], ['|*|*', '*|pods|*', '*|*|get']),
  'trivy:KSV-0045': ofRoles(
    ['|secrets|*', 'apps|deployments|*', `${RBAC}|clusterroles|get, *`],
    ['|configmaps|*', '|secrets|get', '*|*|*'],
  ),
  'trivy:KSV-0046': ofKind(
    clusterRole,
    role,
    ['*|*|get', '|*|create', ADMIN, 'apps|pods, *|list'],
    ['|*|watch', '|pods|*', '*|*|patch'],
  ),
  'trivy:KSV-0112': ofKind(
    role,
    clusterRole,
    ['*|*|get', '|*|create', ADMIN, 'apps|pods, *|list'],
    ['|*|watch', '|pods|*', '*|*|patch'],
  ),
  'kube-linter:cluster-admin-role-binding': {
    speaks: [
      clusterRoleBinding('cluster-admin'),
      clusterRoleBinding('cluster-admin', USER),
      `${clusterRole('|pods|get')}---\n${clusterRoleBinding('cluster-admin')}`,
    ],
    silent: [
      clusterRoleBinding('admin'),
      roleBinding('ClusterRole', 'cluster-admin'),
      bound(clusterRole(ADMIN)),
      clusterRoleBinding('cluster-admin-lite'),
    ],
  },
  'trivy:KSV-0111': {
    speaks: [
      clusterRoleBinding('cluster-admin'),
      clusterRoleBinding('admin'),
      roleBinding('ClusterRole', 'edit'),
      roleBinding('Role', 'admin'),
    ],
    silent: [clusterRoleBinding('view'), roleBinding('Role', 'editor'), bound(clusterRole(ADMIN)), clusterRole(ADMIN)],
  },
  'polaris:clusterrolebindingClusterAdmin': {
    speaks: [
      clusterRoleBinding('cluster-admin'),
      bound(clusterRole(ADMIN)),
      bound(clusterRole('|pods|get', everyVerb)),
      clusterRoleBinding('absent'),
    ],
    silent: [
      bound(clusterRole('|*|*')),
      bound(clusterRole('*|*|get, list, watch')),
      bound(clusterRole('|pods|get')),
      boundHere(ADMIN),
      clusterRoleBinding('view'),
      clusterRoleBinding('cluster-admin', USER, 'system:admins'),
      clusterRoleBinding('cluster-admin', USER, 'cluster-admin'),
    ],
  },
  'polaris:rolebindingClusterAdminClusterRole': {
    speaks: [
      roleBinding('ClusterRole', 'cluster-admin'),
      boundHere(ADMIN),
      boundHere(everyVerb),
      roleBinding('ClusterRole', 'absent'),
    ],
    silent: [boundHere('|pods|get'), boundHere('*|pods|*'), bound(role(ADMIN)), bound(clusterRole(ADMIN))],
  },
  'polaris:rolebindingClusterAdminRole': {
    speaks: [
      bound(role(ADMIN)),
      bound(role('|pods|get', ADMIN)),
      bound(role(everyVerb)),
      roleBinding('Role', 'absent'),
    ],
    silent: [bound(role('|pods|get')), bound(role('apps|*|*')), bound(role('*|*|get, list')), role(ADMIN)],
    differs: [
      {
        text: boundHere('|pods|get'),
        speaks: false,
        because: 'Polaris looks for some Role even where a ClusterRole is bound',
      },
    ],
  },
  'kubescape:C-0185': {
    speaks: [
      clusterRoleBinding('cluster-admin'),
      clusterRoleBinding('cluster-admin', USER),
      clusterRoleBinding('cluster-admin', '{ kind: Group, name: ops, apiGroup: rbac.authorization.k8s.io }'),
    ].map((binding) => `${clusterRole(ADMIN).replace('name: some', 'name: cluster-admin')}---\n${binding}`),
    silent: [
      clusterRoleBinding('cluster-admin'),
      bound(clusterRole(ADMIN)),
      `${clusterRole(ADMIN).replace('name: some', 'name: cluster-admin')}---\n${roleBinding('ClusterRole', 'cluster-admin')}`,
      `${clusterRole('|pods|get').replace('name: some', 'name: cluster-admin')}---\n${clusterRoleBinding('cluster-admin')}`,
    ],
  },
  'trivy:KSV-0122': subject('system:anonymous', 'system:unauthenticated'),
  'trivy:KSV-0123': subject('system:masters'),
  'trivy:KSV-01011': subject('system:authenticated'),
  'kubescape:C-0262': {
    speaks: ['system:anonymous', 'system:unauthenticated'].flatMap((name) => [
      roleBinding('Role', 'x', group(name)),
      clusterRoleBinding('x', group(name)),
    ]),
    silent: ['system:masters', 'system:authenticated', 'system:nodes', 'anonymous'].map((name) =>
      clusterRoleBinding('x', group(name)),
    ),
  },
  'kubescape:C-0265': {
    speaks: [
      bound(clusterRole('|pods|get'), group('system:authenticated')),
      bound(clusterRole(ADMIN), group('system:authenticated')),
      bound(role('|configmaps|get', '|secrets|list'), group('system:authenticated')),
    ],
    silent: [
      bound(clusterRole('|services|get'), group('system:authenticated')),
      clusterRoleBinding('absent', group('system:authenticated')),
      bound(clusterRole('|pods|get'), group('developers')),
      `${clusterRole('|pods|get')}---\n${roleBinding('ClusterRole', 'some', group('system:authenticated'))}`,
    ],
  },
};

function group(name: string): string {
  return `{ kind: Group, name: "${name}", apiGroup: rbac.authorization.k8s.io }`;
}

/** RoleBindings of these names; trivy does not read ClusterRoleBindings here. */
function subject(...names: readonly string[]): Cases {
  return {
    speaks: names.flatMap((name) => [
      roleBinding('Role', 'x', group(name)),
      roleBinding('ClusterRole', 'view', `{ kind: User, name: "${name}" }`),
      roleBinding('Role', 'x', `${USER}\n  - ${group(name)}`),
    ]),
    silent: [
      roleBinding('Role', 'x', USER),
      roleBinding('Role', 'x', group('system:nodes')),
      roleBinding('Role', 'x', group('developers')),
      clusterRoleBinding('x', USER),
    ],
  };
}
