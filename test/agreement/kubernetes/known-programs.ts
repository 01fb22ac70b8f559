import { container, cronJob, deployment, pod, type Agreement } from './cases.ts';
import { bound, clusterRole, roleBinding } from './rbac-cases.ts';

const image = (name: string, more = '') => container(more).replace(/image: .*/, `image: ${name}`);
const TILLER = 'gcr.io/kubernetes-helm/tiller:v2.17.0';
const labelled = (labels: string, text = deployment(container())) =>
  text.replace('labels: { app: web }', `labels: ${labels}`);
const service = (name: string, spec = '{}') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
const board = (text: string) => text.replaceAll('name: some', 'name: kubernetes-dashboard');
const dashboardAccount = '{ kind: ServiceAccount, name: kubernetes-dashboard, namespace: shop }';
const scc = (fields: string) =>
  `apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata: { name: a }\n${fields}`;

/** Programs that are known to be a danger, and constraints that let all be one. */
export const programTables: Agreement = {
  'trivy:KSV-0102': {
    speaks: [
      pod(image(TILLER)),
      deployment(image(TILLER)),
      pod(container(), 'name: tiller-deploy'),
      labelled('{ app: helm }'),
      labelled('{ name: tiller }'),
    ],
    silent: [
      pod(container()),
      deployment(image('alpine/helm:3.19.0')),
      labelled('{ app: tiller }'),
      service('tiller-deploy'),
    ],
  },
  'checkov:CKV_K8S_34': {
    speaks: [pod(image(TILLER)), cronJob(image(TILLER)), labelled('{ app: helm }'), labelled('{ name: tiller }')],
    silent: [
      pod(container()),
      pod(container(), 'name: tiller-deploy'),
      labelled('{ app: tiller }'),
      deployment(image('alpine/helm:3.19.0')),
    ],
  },
  'checkov:CKV_K8S_44': {
    speaks: [service('tiller-deploy'), service('a', '{ selector: { name: tiller } }'), service('Tiller'.toLowerCase())],
    silent: [service('web'), service('web', '{ selector: { tiller: a } }'), deployment(image(TILLER))],
  },
  'checkov:CKV_K8S_45': {
    speaks: [
      pod(image(TILLER)),
      deployment(image(TILLER, 'args: ["--listen=0.0.0.0:44134"]\n')),
      labelled('{ app: helm }'),
    ],
    silent: [
      pod(image(TILLER, 'args: ["--listen=localhost:44134"]\n')),
      deployment(image(TILLER, 'args: ["--listen=127.0.0.1:44134"]\n')),
      pod(container()),
    ],
  },
  'checkov:CKV_K8S_33': {
    speaks: [
      pod(image('kubernetesui/dashboard:v2.7.0')),
      deployment(image('k8s.gcr.io/kubernetes-dashboard-amd64:v1.10.1')),
      labelled('{ k8s-app: kubernetes-dashboard }'),
      labelled('{ app: kubernetes-dashboard }'),
    ],
    silent: [
      pod(container()),
      labelled('{ app: web, k8s-app: kubernetes-dashboard }'),
      deployment(image('grafana/grafana:12.0.0')),
      pod(container(), 'name: kubernetes-dashboard'),
    ],
  },
  'kubescape:C-0014': {
    speaks: [
      pod(`serviceAccountName: kubernetes-dashboard\n${container()}`),
      deployment(`serviceAccountName: kubernetes-dashboard\n${container()}`),
      board(bound(clusterRole('|pods|get'))),
    ],
    silent: [
      pod(container()),
      pod(`serviceAccountName: kubernetes-dashboard\n${container()}`, 'name: kubernetes-dashboard-1'),
      board(bound(clusterRole('|pods|get'), dashboardAccount)),
      roleBinding('Role', 'kubernetes-dashboard'),
    ],
  },
  'checkov:CKV_K8S_159': {
    speaks: [
      pod(container('env: [{ name: GITSYNC_GIT, value: /tmp/a }]\n')),
      deployment(container('env: [{ name: A, value: b }, { name: GITSYNC_GIT, value: git }]\n')),
      cronJob(container('env: [{ name: GITSYNC_GIT }]\n')),
    ],
    silent: [
      pod(container('env: [{ name: GITSYNC_REPO, value: a }]\n')),
      pod(container()),
      deployment(container('args: ["--git=/tmp/a"]\n')),
    ],
  },
  'kube-linter:scc-deny-privileged-container': {
    speaks: [
      scc('allowPrivilegedContainer: true\n'),
      scc('allowPrivilegedContainer: true\npriority: 10\n'),
      scc('readOnlyRootFilesystem: true\nallowPrivilegedContainer: true\n'),
    ],
    silent: [scc('allowPrivilegedContainer: false\n'), scc(''), scc('allowHostNetwork: true\n')],
  },
};
