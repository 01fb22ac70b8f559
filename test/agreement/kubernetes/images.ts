import { type Agreement, type Cases, cronJob, deployment, pod, workload } from './cases.ts';

const HEX = '0123456789abcdef'.repeat(4);
const image = (name: string, more = '') => `containers:\n  - name: app\n    image: ${name}\n${more && `    ${more}\n`}`;
const init = (name: string, more = '') =>
  `initContainers:\n  - name: init\n    image: ${name}\n${more && `    ${more}\n`}${image('app:1.0', more)}`;
const anywhere = (spec: string) => [
  pod(spec),
  deployment(spec),
  workload('apps/v1', 'StatefulSet', spec),
  workload('apps/v1', 'DaemonSet', spec),
  workload('batch/v1', 'Job', `restartPolicy: Never\n${spec}`),
  cronJob(`restartPolicy: Never\n${spec}`),
];

const tag: Cases = {
  speaks: [
    ...anywhere(image('nginx')),
    ...anywhere(image('registry.example.com/team/app:latest')),
    pod(image('"nginx:latest"')),
    pod(init('busybox')),
    deployment(init('busybox:latest')),
    pod(`${image('app:1.0')}  - { name: b, image: b }\n`),
    pod(image('registry.example.com/team/app')),
  ],
  silent: [
    ...anywhere(image('nginx:1.29')),
    pod(image('registry.example.com:5000/app:v2')),
    pod(image(`app@sha256:${HEX}`)),
    deployment(image(`registry.example.com/app:1.0@sha256:${HEX}`)),
    pod(init('busybox:1.37')),
    pod(image('app:latest-alpine')),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: images }\ndata: { image: "app:latest" }\n',
  ],
};
const port = pod(image('registry.example.com:5000/team/app'));
const portIsNoTag = (cases: Cases): Cases => ({ ...cases, speaks: [...cases.speaks, port] });
const portIsTag = (cases: Cases): Cases => ({ ...cases, silent: [...cases.silent, port] });

const policy = (name: string, value: string) => image(name, `imagePullPolicy: ${value}`);
const always: Cases = {
  speaks: [
    ...anywhere(policy('app:1.0', 'IfNotPresent')),
    ...anywhere(image('app:1.0')),
    pod(policy('app:latest', 'Never')),
    pod(policy('app', 'IfNotPresent')),
    pod(init('init:1.0')),
    deployment(`initContainers:\n  - { name: init, image: "init:1.0" }\n${policy('app:1.0', 'Always')}`),
  ],
  silent: [
    ...anywhere(policy('app:1.0', 'Always')),
    pod(policy('app:latest', 'Always')),
    pod(init('init:1.0', 'imagePullPolicy: Always')),
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n',
  ],
};
const latestByDefault = [pod(image('app:latest')), deployment(image('app'))];
const inSystem = (text: string) => text.replace('name: web\n', 'name: web\n  namespace: kube-system\n');
const digest = pod(image(`app@sha256:${HEX}`));

export const imageTables: Agreement = {
  'kube-linter:latest-tag': portIsNoTag(tag),
  'trivy:KSV-0013': portIsNoTag(tag),
  'checkov:CKV_K8S_14': portIsNoTag(tag),
  'kube-score:container-image-tag': portIsTag(tag),
  'polaris:tagNotSpecified': portIsTag(tag),
  'checkov:CKV_K8S_43': {
    speaks: [...anywhere(image('nginx:1.29')), pod(image('nginx')), pod(init('busybox:1'))],
    silent: [...anywhere(image(`nginx@sha256:${HEX}`)), deployment(image(`app:1@sha256:${HEX}`))],
  },
  'kubescape:C-0306': {
    speaks: [
      ...anywhere(image('nginx:1.29')),
      pod(image('nginx')),
      pod(init('busybox:1')),
      pod(image('nginx@sha256:abc123')),
    ],
    silent: [...anywhere(image(`nginx@sha256:${HEX}`)), deployment(image(`app:1@sha256:${HEX}`))],
  },
  'kubescape:C-0075': {
    speaks: [
      ...anywhere(policy('app:latest', 'IfNotPresent')),
      ...anywhere(policy('app', 'Never')),
      pod(policy('registry.example.com:5000/app', 'IfNotPresent')),
    ],
    silent: [
      ...anywhere(image('app:latest')),
      pod(policy('app:latest', 'Always')),
      deployment(policy('app:1.0', 'IfNotPresent')),
      pod(policy(`app@sha256:${HEX}`, 'IfNotPresent')),
      pod(init('init:latest', 'imagePullPolicy: IfNotPresent')),
    ],
  },
  'checkov:CKV_K8S_15': {
    speaks: always.speaks,
    silent: [...always.silent, ...latestByDefault, digest, pod(policy(`app@sha256:${HEX}`, 'IfNotPresent'))],
  },
  'kube-score:container-image-pull-policy': {
    speaks: [...always.speaks, digest],
    silent: [...always.silent, ...latestByDefault],
  },
  'polaris:pullPolicyNotAlways': {
    speaks: [...always.speaks, ...latestByDefault, digest],
    silent: always.silent,
  },
  'kubescape:C-0253': {
    speaks: [
      pod(image('k8s.gcr.io/pause:3.9'), 'name: a\nnamespace: kube-system'),
      inSystem(deployment(image('k8s.gcr.io/coredns/coredns:v1.9.3'))),
      inSystem(workload('apps/v1', 'DaemonSet', image('k8s.gcr.io/kube-proxy:v1.24.0'))),
    ],
    silent: [
      pod(image('registry.k8s.io/pause:3.9'), 'name: a\nnamespace: kube-system'),
      inSystem(deployment(image('example.com/k8s.gcr.io/pause:3.9'))),
      deployment(image('k8s.gcr.io/pause:3.9')),
      pod(init('k8s.gcr.io/pause:3.9'), 'name: a\nnamespace: kube-system'),
    ],
  },
  'draft:container-restricted-image-pulls': {
    speaks: [pod(image('app:1.0')), deployment(image('app:1.0')), pod(init('init:1.0'))],
    silent: [
      pod(`imagePullSecrets: [{ name: registry }]\n${image('app:1.0')}`),
      deployment(`imagePullSecrets: [{ name: registry }]\n${image('app:1.0')}`),
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n',
    ],
  },
};
