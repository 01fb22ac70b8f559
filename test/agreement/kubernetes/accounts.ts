import { container, cronJob, deployment, pod, workload, type Agreement, type Cases } from './cases.ts';
import { bound, clusterRole, clusterRoleBinding, role, roleBinding } from './rbac-cases.ts';

const account = (name: string, more = '', namespace = 'shop') =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: ${namespace} }\n${more}`;
const inShop = (text: string) => text.replace(/^metadata:\n/m, 'metadata:\n  namespace: shop\n');
const NO_TOKEN = 'automountServiceAccountToken: false\n';
const TOKEN = 'automountServiceAccountToken: true\n';
const join = (...documents: readonly string[]) => documents.join('---\n');

const spec = container();
const named = (name: string, more = '') => `serviceAccountName: ${name}\n${more}${spec}`;
const mounted = container(
  'volumeMounts:\n  - { name: token, mountPath: /var/run/secrets/kubernetes.io/serviceaccount }\n',
);

const ofKubescape: Cases = {
  speaks: [
    account('ci'),
    account('ci', TOKEN),
    pod(`${TOKEN}${spec}`),
    join(account('ci', TOKEN), inShop(pod(named('ci')))),
    join(account('ci'), inShop(deployment(named('ci', TOKEN)))),
    join(account('default'), inShop(cronJob(spec))),
  ],
  silent: [
    account('ci', NO_TOKEN),
    pod(spec),
    pod(`${NO_TOKEN}${spec}`),
    join(account('ci', NO_TOKEN), inShop(deployment(named('ci')))),
    join(account('ci', NO_TOKEN), inShop(deployment(named('ci', TOKEN)))),
    deployment(named('elsewhere')),
  ],
};

const inPods = (one: string) => [
  pod(one),
  deployment(one),
  workload('apps/v1', 'StatefulSet', one),
  workload('v1', 'ReplicationController', one),
  cronJob(one),
];

const rights = (grant: string, name = 'ci') =>
  join(
    account(name),
    bound(role(grant), `{ kind: ServiceAccount, name: ${name}, namespace: shop }`),
    inShop(deployment(named(name))),
  );
const clusterRights = (grant: string, pods = named('ci')) =>
  join(account('ci'), bound(clusterRole(grant)), inShop(deployment(pods)));

/** Service accounts: whose token pods get, and what it allows. */
export const accountTables: Agreement = {
  'kube-linter:default-service-account': {
    speaks: [
      ...inPods(spec),
      pod(named('default')),
      deployment(`serviceAccount: default\n${spec}`),
      pod(`${TOKEN}${spec}`),
    ],
    silent: [
      pod(named('web')),
      deployment(`serviceAccount: web\n${spec}`),
      ...inPods(`${NO_TOKEN}${spec}`),
      pod(named('default-2')),
    ],
  },
  'checkov:CKV_K8S_41': {
    speaks: [
      account('default'),
      account('default', TOKEN),
      account('default', 'secrets: []\n'),
      account('default', '', 'default'),
    ],
    silent: [account('default', NO_TOKEN), account('ci'), account('ci', TOKEN), pod(spec)],
  },
  'checkov:CKV_K8S_42': {
    speaks: [
      clusterRoleBinding('view', '{ kind: ServiceAccount, name: default, namespace: shop }'),
      roleBinding('Role', 'x', '{ kind: ServiceAccount, name: default }'),
      roleBinding('Role', 'x', '{ kind: ServiceAccount, name: ci }\n  - { kind: ServiceAccount, name: default }'),
      roleBinding('ClusterRole', 'edit', '{ kind: ServiceAccount, name: default, namespace: kube-system }'),
    ],
    silent: [
      clusterRoleBinding('view'),
      roleBinding('Role', 'x', '{ kind: User, name: default }'),
      roleBinding('Role', 'default'),
      account('default'),
    ],
  },
  'kubescape:C-0189': {
    speaks: [
      account('default'),
      account('default', TOKEN),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
      join('apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', account('default', NO_TOKEN)),
    ],
    silent: [
      account('default', NO_TOKEN),
      account('ci'),
      join('apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', account('ci')),
      pod(spec),
    ],
  },
  'polaris:automountServiceAccountToken': {
    speaks: [
      ...inPods(spec),
      pod(`${TOKEN}${spec}`),
      join(account('ci'), inShop(deployment(named('ci')))),
      join(account('ci', NO_TOKEN), inShop(deployment(named('ci', TOKEN)))),
    ],
    silent: [
      ...inPods(`${NO_TOKEN}${spec}`),
      join(account('ci', NO_TOKEN), inShop(deployment(named('ci')))),
      join(account('ci', TOKEN), inShop(pod(named('ci', NO_TOKEN)))),
    ],
  },
  'checkov:CKV_K8S_38': {
    speaks: [...inPods(spec), pod(`${TOKEN}${spec}`), join(account('ci', NO_TOKEN), inShop(deployment(named('ci'))))],
    silent: [
      ...inPods(`${NO_TOKEN}${spec}`),
      `apiVersion: v1\nkind: PodTemplate\nmetadata: { name: t }\ntemplate:\n  spec:\n    containers: []\n`,
      account('ci'),
    ],
  },
  'trivy:KSV-0036': {
    speaks: [pod(`${TOKEN}${spec}`), pod(mounted), deployment(mounted), cronJob(mounted)],
    silent: [
      pod(spec),
      pod(`${NO_TOKEN}${mounted}`),
      deployment(`${TOKEN}${spec}`),
      pod(container('volumeMounts: [{ name: t, mountPath: /var/run/secrets }]\n')),
    ],
  },
  'kubescape:C-0034': ofKubescape,
  'kubescape:C-0190': ofKubescape,
  'kubescape:C-0261': {
    speaks: [
      rights('|pods|get'),
      clusterRights('|pods|get'),
      clusterRights('|pods|get', named('ci', TOKEN)),
      join(account('ci'), clusterRoleBinding('view'), inShop(pod(named('ci')))),
    ],
    silent: [
      join(account('ci'), inShop(deployment(named('ci')))),
      clusterRights('|pods|get', named('ci', NO_TOKEN)),
      clusterRights('|pods|get', named('web')),
      join(account('ci', NO_TOKEN), clusterRoleBinding('view'), inShop(pod(named('ci')))),
    ],
  },
  'kube-linter:deprecated-service-account-field': {
    speaks: [...inPods(`serviceAccount: web\n${spec}`), pod(`serviceAccount: web\n${named('api')}`)],
    silent: [...inPods(named('web')), pod(`serviceAccount: web\n${named('web')}`), pod(`serviceAccount: ""\n${spec}`)],
  },
  'kubescape:C-0294': {
    speaks: [...inPods(`serviceAccount: web\n${spec}`), pod(`serviceAccount: web\n${named('web')}`)],
    silent: [...inPods(named('web')), account('web')],
  },
  'kubescape:C-0053': {
    speaks: [
      join(account('ci'), bound(role('|pods|get'))),
      join(account('ci'), bound(clusterRole('|pods|get'))),
      join(account('ci', TOKEN), clusterRole('|pods|get'), roleBinding('ClusterRole', 'some')),
    ],
    silent: [
      join(account('ci', NO_TOKEN), bound(role('|pods|get'))),
      join(account('web'), bound(role('|pods|get'))),
      join(account('ci'), clusterRoleBinding('view')),
      join(account('ci', '', 'other'), bound(role('|pods|get'))),
    ],
  },
  'kubescape:C-0267': {
    speaks: [rights('|pods|create'), rights('|secrets|get'), clusterRights('*|*|*'), clusterRights('|pods|patch')],
    silent: [
      rights('|pods|get'),
      rights('apps|deployments|create'),
      clusterRights('|secrets|get', named('ci', NO_TOKEN)),
      clusterRights('|secrets|get', named('web')),
    ],
  },
  'kubescape:C-0272': {
    speaks: [rights('*|*|*'), clusterRights('*|*|*'), clusterRights('|pods, *|get, *')],
    silent: [
      rights('|secrets|*'),
      clusterRights('|*|get'),
      clusterRights('*|*|*', named('ci', NO_TOKEN)),
      clusterRights('apps|*|*'),
    ],
  },
};
