import { type Agreement, type Case, container, cronJob, deployment, on, pod, workload } from './cases.ts';

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n${spec}`;
const configMap = (rest: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n${rest}`;
const object = (apiVersion: string, kind: string, rest = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\n${rest}`;

/** What a strict look at the schema refuses: unknown fields, wrong types, missing fields. */
const refused: readonly Case[] = [
  pod(container('imagePullpolicy: Always')),
  pod(container('ports:\n  - containerPort: "80"')),
  pod(container('ports:\n  - port: 80')),
  pod(container('env:\n  - name: PORT\n    value: 8080')),
  pod(container('env:\n  - name: DEBUG\n    value: true')),
  pod(container('args: --verbose')),
  pod(container('volumeMounts:\n  - name: data')),
  pod(container('securityContext:\n  runAsUser: "1000"')),
  pod(container('securityContext:\n  privileged: "true"')),
  pod(container('resources:\n  limit:\n    memory: 64Mi')),
  pod(container('livenessProbe:\n  httpGet: { path: / }')),
  pod(`replicas: 2\n${container()}`),
  pod(container(), 'name: web\nlabels: { version: 2 }'),
  pod(container(), 'name: web\nannotations: { enabled: true }'),
  deployment(`replicas: 2\n${container()}`),
  deployment(container('image: 5').replace('image: registry.example.com/app:1.4.2\n    ', '')),
  `${deployment(container())}  replica: 2\n`,
  `${deployment(container())}  replicas: "2"\n`,
  `${deployment(container())}  paused: "no"\n`,
  object('apps/v1', 'Deployment', 'spec:\n  selector: { matchLabels: { app: web } }\n'),
  workload('apps/v1', 'DaemonSet', `${container()}nodeSelector: [a]\n`),
  workload('apps/v1', 'StatefulSet', `${container()}volumes: { name: a }\n`),
  workload('batch/v1', 'Job', `${container()}restartPolicy: { a: Never }\n`),
  cronJob(`${container()}restartpolicy: Never\n`),
  object(
    'batch/v1',
    'CronJob',
    'spec:\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a:1 }] } } } }\n',
  ),
  service('  selector: app\n  ports: [{ port: 80 }]\n'),
  service('  selector: { app: web }\n  ports: [{ targetPort: 80 }]\n'),
  service('  selector: { app: web }\n  ports: [{ port: 80.5 }]\n'),
  service('  selector: { app: web }\n  port: 80\n'),
  configMap('data: [a]\n'),
  configMap('data: { level: 3 }\n'),
  configMap('values: { a: b }\n'),
  object('v1', 'Secret', 'stringData: { a: { b: c } }\n'),
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'spec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend: { serviceName: web, servicePort: 80 }\n',
  ),
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'spec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            backend: { service: { name: web, port: { number: 80 } } }\n',
  ),
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'spec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  minReplicas: 1\n',
  ),
  object(
    'policy/v1',
    'PodDisruptionBudget',
    'spec:\n  minAvailable: true\n  selector: { matchLabels: { app: web } }\n',
  ),
  object(
    'rbac.authorization.k8s.io/v1',
    'Role',
    'rules:\n  - apiGroups: [""]\n    resources: [pods]\n    verb: [get]\n',
  ),
  object(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'subjects: [{ kind: User, name: a, apiGroup: rbac.authorization.k8s.io }]\n',
  ),
  object(
    'v1',
    'PersistentVolumeClaim',
    'spec:\n  accessModes: ReadWriteOnce\n  resources: { requests: { storage: 1Gi } }\n',
  ),
  object(
    'v1',
    'List',
    `items:\n  - ${service('  selector: { app: web }\n  ports: [{ prt: 80 }]\n').replaceAll('\n', '\n    ').trimEnd()}\n`,
  ),
  `${service('  selector: { app: web }\n  ports: [{ port: 80 }]\n')}---\n${configMap('dat: {}\n')}`,
];

const accepted: readonly Case[] = [
  pod(container('imagePullPolicy: Always\nports:\n  - containerPort: 80\n    protocol: TCP')),
  pod(container('env:\n  - { name: PORT, value: "8080" }\n  - { name: EMPTY }')),
  pod(container('args: [--verbose]\ncommand:\n  - /bin/sh')),
  pod(container('resources:\n  limits: { cpu: 1, memory: 64Mi, ephemeral-storage: 1G }\n  requests: { cpu: 0.5 }')),
  pod(container('livenessProbe:\n  httpGet: { path: /, port: http }\n  periodSeconds: 5')),
  pod(container('readinessProbe:\n  grpc: { port: 9000 }')),
  pod(container('securityContext: {}\nlifecycle:\n  preStop: { sleep: { seconds: 5 } }')),
  pod(container('securityContext: null\nenv: null\nports: []')),
  pod(
    `${container()}volumes:\n  - name: a\n    emptyDir: {}\n  - name: b\n    projected: { sources: [{ secret: { name: a } }] }\n`,
  ),
  deployment(container()),
  `${deployment(container())}  replicas: 2\n  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }\n`,
  workload('apps/v1', 'StatefulSet', container()),
  workload('apps/v1', 'DaemonSet', `${container()}tolerations: [{ operator: Exists }]\n`),
  workload('batch/v1', 'Job', `${container()}restartPolicy: Never\n`),
  cronJob(`${container()}restartPolicy: OnFailure\n`),
  service(
    '  selector: { app: web }\n  ports:\n    - port: 80\n      targetPort: http\n    - { name: b, port: 81, targetPort: 8081 }\n',
  ),
  service('  type: ExternalName\n  externalName: example.com\n'),
  configMap('data: { a: "1", b: "true" }\nbinaryData: {}\nimmutable: true\n'),
  object('v1', 'Secret', 'type: Opaque\nstringData: { a: b }\n'),
  object('v1', 'Namespace'),
  object('v1', 'ServiceAccount', 'automountServiceAccountToken: false\n'),
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'spec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend: { service: { name: web, port: { number: 80 } } }\n',
  ),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'spec:\n  podSelector: {}\n  policyTypes: [Ingress]\n'),
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'spec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  maxReplicas: 3\n  metrics:\n    - type: Resource\n      resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } }\n',
  ),
  object('policy/v1', 'PodDisruptionBudget', 'spec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: web } }\n'),
  object(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: a }\nsubjects: [{ kind: ServiceAccount, name: a, namespace: b }]\n',
  ),
  object(
    'v1',
    'PersistentVolumeClaim',
    'spec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n',
  ),
  object('example.com/v1', 'Widget', 'spec: { anything: goes }\n'),
];

const ingress = (apiVersion: string) =>
  object(apiVersion, 'Ingress', 'spec:\n  backend: { serviceName: web, servicePort: 80 }\n');
const newIngress = object(
  'networking.k8s.io/v1',
  'Ingress',
  'spec:\n  defaultBackend: { service: { name: web, port: { number: 80 } } }\n',
);
const budget = (apiVersion: string) =>
  object(apiVersion, 'PodDisruptionBudget', 'spec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: web } }\n');
const autoscaler = (apiVersion: string) =>
  object(
    apiVersion,
    'HorizontalPodAutoscaler',
    'spec:\n  scaleTargetRef: { kind: Deployment, name: web }\n  maxReplicas: 3\n',
  );
const cron = (apiVersion: string) => cronJob(`${container()}restartPolicy: Never\n`).replace('batch/v1', apiVersion);
const role = (apiVersion: string) =>
  object(apiVersion, 'Role', 'rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]\n');

const well: readonly Case[] = [
  deployment(container()),
  newIngress,
  budget('policy/v1'),
  autoscaler('autoscaling/v2'),
  autoscaler('autoscaling/v1'),
  cron('batch/v1'),
  role('rbac.authorization.k8s.io/v1'),
  object('networking.k8s.io/v1', 'IngressClass', 'spec: { controller: example.com/a }\n'),
  object('storage.k8s.io/v1', 'StorageClass', 'provisioner: example.com/a\n'),
  object('example.com/v1beta1', 'Ingress', 'spec: {}\n'),
  on('1.18', budget('policy/v1beta1')),
];

export const schema: Agreement = {
  'kubeconform:schema': { speaks: refused, silent: accepted },
  'kube-linter:schema-validation': { speaks: refused, silent: accepted },
  'kube-linter:no-extensions-v1beta': {
    speaks: [
      workload('extensions/v1beta1', 'Deployment', container()),
      workload('extensions/v1beta1', 'DaemonSet', container()),
      workload('extensions/v1beta1', 'ReplicaSet', container()),
      ingress('extensions/v1beta1'),
      object('extensions/v1beta1', 'NetworkPolicy', 'spec: { podSelector: {} }\n'),
    ],
    silent: [...well, workload('apps/v1beta1', 'Deployment', container()), ingress('networking.k8s.io/v1beta1')],
  },
  'pluto:deprecated-api': {
    speaks: [
      workload('extensions/v1beta1', 'Deployment', container()),
      workload('apps/v1beta1', 'Deployment', container()),
      workload('apps/v1beta1', 'StatefulSet', container()),
      workload('apps/v1beta2', 'DaemonSet', container()),
      workload('apps/v1beta2', 'ReplicaSet', container()),
      ingress('extensions/v1beta1'),
      ingress('networking.k8s.io/v1beta1'),
      on('1.20', ingress('networking.k8s.io/v1beta1')),
      budget('policy/v1beta1'),
      on('1.21', budget('policy/v1beta1')),
      on('1.24', cron('batch/v1beta1')),
      cron('batch/v1beta1'),
      autoscaler('autoscaling/v2beta1'),
      autoscaler('autoscaling/v2beta2'),
      role('rbac.authorization.k8s.io/v1beta1'),
      object('policy/v1beta1', 'PodSecurityPolicy', 'spec: {}\n'),
      object('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 'spec: {}\n'),
      object('scheduling.k8s.io/v1beta1', 'PriorityClass', 'value: 1\n'),
      object('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 'spec: {}\n'),
      object('cert-manager.io/v1alpha2', 'Certificate', 'spec: { secretName: a }\n'),
      object('certmanager.k8s.io/v1alpha1', 'Issuer', 'spec: {}\n'),
    ],
    silent: well,
  },
  'trivy:KSV-0107': {
    speaks: [
      ingress('networking.k8s.io/v1beta1'),
      budget('policy/v1beta1'),
      cron('batch/v1beta1'),
      autoscaler('autoscaling/v2beta1'),
      autoscaler('autoscaling/v2beta2'),
      role('rbac.authorization.k8s.io/v1beta1'),
      workload('apps/v1beta1', 'Deployment', container()),
      object('storage.k8s.io/v1beta1', 'CSIDriver', 'spec: {}\n'),
      object('coordination.k8s.io/v1beta1', 'Lease', 'spec: {}\n'),
    ],
    silent: well,
  },
  'kube-score:stable-version': {
    speaks: [
      workload('extensions/v1beta1', 'Deployment', container()),
      workload('extensions/v1beta1', 'DaemonSet', container()),
      workload('apps/v1beta1', 'StatefulSet', container()),
      workload('apps/v1beta2', 'Deployment', container()),
      ingress('extensions/v1beta1'),
      ingress('networking.k8s.io/v1beta1'),
      cron('batch/v1beta1'),
      budget('policy/v1beta1'),
    ],
    silent: [...well, on('1.20', cron('batch/v1beta1')), autoscaler('autoscaling/v2beta1')],
  },
};
