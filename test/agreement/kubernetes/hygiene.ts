import { type Agreement, type Cases, container, cronJob, deployment, pod, workload } from './cases.ts';

const env = (...variables: string[]) => container(`env: [${variables.join(', ')}]`);
const a = '{ name: A, value: "1" }';
const b = '{ name: B, value: "2" }';
const fromSecret = '{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }';
const initEnv = `initContainers:\n  - name: init\n    image: init:1.0\n    env: [${a}, ${a}]\n${container()}`;
const twice: Cases = {
  speaks: [
    pod(env(a, a)),
    deployment(env(a, b, a)),
    workload('apps/v1', 'StatefulSet', env(a, fromSecret)),
    workload('apps/v1', 'DaemonSet', env(a, a, a)),
    workload('batch/v1', 'Job', `restartPolicy: Never\n${env(b, a, b)}`),
    cronJob(`restartPolicy: Never\n${env(a, a)}`),
    pod(`${env(a)}  - { name: second, image: "b:1", env: [${b}, ${b}] }\n`),
  ],
  silent: [
    pod(env(a, b)),
    deployment(env(a)),
    deployment(container()),
    pod(`${env(a)}  - { name: second, image: "b:1", env: [${a}] }\n`),
    pod(env(a, '{ name: a, value: "1" }')),
    deployment(container('envFrom: [{ configMapRef: { name: x } }, { configMapRef: { name: x } }]')),
  ],
};
const ofInit = (cases: Cases): Cases => ({ ...cases, speaks: [...cases.speaks, deployment(initEnv)] });
const notOfInit = (cases: Cases): Cases => ({ ...cases, silent: [...cases.silent, deployment(initEnv)] });

const probe = (name: string, handler: string, ports: string) => container(`${ports}\n${name}: ${handler}`);
const ports = 'ports: [{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }]';
const asked = (name: string): Cases => ({
  speaks: [
    deployment(probe(name, '{ httpGet: { path: /, port: 9090 } }', ports)),
    pod(probe(name, '{ tcpSocket: { port: 81 } }', ports)),
    pod(probe(name, '{ grpc: { port: 9000 } }', ports)),
    deployment(probe(name, '{ httpGet: { path: /, port: web } }', ports)),
    workload('apps/v1', 'StatefulSet', container(`${name}: { httpGet: { path: /, port: 8080 } }`)),
    pod(probe(name, '{ tcpSocket: { port: 53 } }', ports)),
    pod(probe(name, '{ httpGet: { path: /, port: dns } }', ports)),
  ],
  silent: [
    deployment(probe(name, '{ httpGet: { path: /, port: 8080 } }', ports)),
    pod(probe(name, '{ httpGet: { path: /, port: http } }', ports)),
    workload('apps/v1', 'DaemonSet', probe(name, '{ tcpSocket: { port: 8080 } }', ports)),
    pod(probe(name, '{ grpc: { port: 8080 } }', ports)),
    pod(probe(name, '{ exec: { command: [check] } }', ports)),
    deployment(container(ports)),
    deployment(container(`${ports}\nlifecycle: { preStop: { httpGet: { path: /, port: 1 } } }`)),
  ],
});

const both = (ready: string, live: string) => container(`readinessProbe: ${ready}\nlivenessProbe: ${live}`);
const http = (path: string, port: number | string = 8080, more = '') =>
  `{ httpGet: { path: ${path}, port: ${String(port)} }${more} }`;
const exec = (...words: string[]) => `{ exec: { command: [${words.join(', ')}] } }`;

const labelled = (labels: string, kind = 'Pod') =>
  kind === 'Pod'
    ? pod(container(), `name: app\nlabels: ${labels}`)
    : deployment(container()).replace('name: web\n', `name: web\n  labels: ${labels}\n`);
const annotated = (annotations: string) => pod(container(), `name: app\nannotations: ${annotations}`);
const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: "1" }\n';

const amounts = (requests: string, limits: string) =>
  container(`resources: { requests: ${requests}, limits: ${limits} }`);
const cpuDiffers: Cases = {
  speaks: [
    pod(amounts('{ cpu: 1 }', '{ cpu: 2 }')),
    deployment(amounts('{ cpu: 100m }', '{}')),
    pod(amounts('{}', '{ cpu: 1 }')),
    cronJob(`restartPolicy: Never\n${amounts('{ cpu: 500m, memory: 1Gi }', '{ cpu: 1, memory: 1Gi }')}`),
  ],
  silent: [
    pod(amounts('{ cpu: 1 }', '{ cpu: "1" }')),
    deployment(amounts('{ cpu: 500m }', '{ cpu: 0.5 }')),
    pod(container()),
    other,
  ],
};
const memoryDiffers: Cases = {
  speaks: [
    pod(amounts('{ memory: 64Mi }', '{ memory: 128Mi }')),
    deployment(amounts('{ memory: 1Gi }', '{}')),
    pod(amounts('{}', '{ memory: 1G }')),
    workload('apps/v1', 'StatefulSet', amounts('{ memory: 1G }', '{ memory: 1Gi }')),
  ],
  silent: [
    pod(amounts('{ memory: 1Gi }', '{ memory: 1024Mi }')),
    deployment(amounts('{ memory: 1G, cpu: 1 }', '{ memory: 1000M, cpu: 1 }')),
    pod(container()),
    other,
  ],
};
const storage = (requests: string, limits: string) =>
  amounts(`{ ephemeral-storage: ${requests} }`, `{ ephemeral-storage: ${limits} }`);

export const hygieneTables: Agreement = {
  'kube-linter:duplicate-env-var': ofInit(twice),
  'kube-score:environment-variable-key-duplication': ofInit(twice),
  'kubescape:C-0295': notOfInit(twice),
  'kube-linter:liveness-port': asked('livenessProbe'),
  'kube-linter:readiness-port': asked('readinessProbe'),
  'kube-linter:startup-port': asked('startupProbe'),
  'kube-score:pod-probes-identical': {
    speaks: [
      pod(both(http('/health'), http('/health'))),
      deployment(both('{ tcpSocket: { port: 80 } }', '{ tcpSocket: { port: 80 } }')),
      workload('apps/v1', 'StatefulSet', both(exec('check', 'a'), exec('check', 'a'))),
      deployment(both(http('/health', 8080, ', failureThreshold: 3'), http('/health', 8080, ', failureThreshold: 4'))),
      pod(
        `${container()}  - name: b\n    image: b:1\n    readinessProbe: ${http('/')}\n    livenessProbe: ${http('/')}\n`,
      ),
    ],
    silent: [
      pod(both(http('/ready'), http('/live'))),
      pod(both(http('/health', 8080), http('/health', 8081))),
      deployment(both(exec('check', 'a'), exec('check', 'b'))),
      deployment(both(exec('check'), exec('check', 'b'))),
      deployment(both(http('/'), '{ tcpSocket: { port: 8080 } }')),
      pod(container(`readinessProbe: ${http('/')}`)),
      cronJob(`restartPolicy: Never\n${both(http('/health'), http('/health'))}`),
    ],
    differs: [
      {
        text: deployment(
          both(http('/health', 8080, ', periodSeconds: 5'), http('/health', 8080, ', failureThreshold: 10')),
        ),
        speaks: false,
        because: 'a pod that is asked for its life with so much more patience is spared long before it is restarted',
      },
    ],
  },
  'kube-score:container-cpu-requests-equal-limits': cpuDiffers,
  'kube-score:container-memory-requests-equal-limits': memoryDiffers,
  'kube-score:container-resource-requests-equal-limits': {
    speaks: [...cpuDiffers.speaks, ...memoryDiffers.speaks],
    silent: [
      pod(amounts('{ cpu: 1, memory: 1Gi }', '{ cpu: 1, memory: 1Gi }')),
      deployment(amounts('{ cpu: 500m }', '{ cpu: 0.5 }')),
      pod(storage('1Gi', '2Gi')),
    ],
  },
  'kube-score:container-ephemeral-storage-request-and-limit': {
    speaks: [
      pod(container()),
      deployment(amounts('{ cpu: 1 }', '{ memory: 1Gi }')),
      pod(container('resources: { requests: { ephemeral-storage: 1Gi } }')),
      pod(container('resources: { limits: { ephemeral-storage: 1Gi } }')),
      pod(storage('"0"', '1Gi')),
      deployment(`initContainers:\n  - { name: i, image: "i:1" }\n${storage('1Gi', '1Gi')}`),
    ],
    silent: [
      pod(storage('1Gi', '1Gi')),
      deployment(storage('1Gi', '2Gi')),
      workload('apps/v1', 'DaemonSet', storage('1M', '1M')),
      other,
    ],
  },
  'kube-score:container-ephemeral-storage-request-equals-limit': {
    speaks: [
      pod(storage('1Gi', '2Gi')),
      deployment(storage('1G', '1Gi')),
      cronJob(`restartPolicy: Never\n${storage('1Mi', '10Mi')}`),
    ],
    silent: [
      pod(storage('1Gi', '1024Mi')),
      pod(container()),
      pod(container('resources: { requests: { ephemeral-storage: 1Gi } }')),
      deployment(container('resources: { limits: { ephemeral-storage: 1Gi } }')),
    ],
  },
  'kube-linter:required-label-owner': {
    speaks: [
      pod(container()),
      labelled('{ app: web }'),
      deployment(container()),
      cronJob(`restartPolicy: Never\n${container()}`),
    ],
    silent: [labelled('{ owner: shop }'), labelled('{ owner: shop, app: web }', 'Deployment'), other],
  },
  'kube-linter:required-annotation-email': {
    speaks: [
      pod(container()),
      annotated('{ email: nobody }'),
      annotated('{ mail: a@example.com }'),
      deployment(container()),
    ],
    silent: [annotated('{ email: a@example.com }'), annotated('{ email: shop-team@mail.example.com, x: y }'), other],
  },
  'kube-linter:sorted-keys': {
    speaks: [
      pod(container()),
      other,
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n      name: http\n',
    ],
    silent: [
      'apiVersion: v1\ndata:\n  a: y\n  b: x\nkind: ConfigMap\nmetadata:\n  name: web\n',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - name: http\n      port: 80\n',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  labels:\n    a: x\n  name: shop\n',
    ],
  },
  'polaris:metadataAndInstanceMismatched': {
    speaks: [pod(container()), labelled('{ app.kubernetes.io/instance: other }'), deployment(container())],
    silent: [
      labelled('{ app.kubernetes.io/instance: app }'),
      labelled('{ app.kubernetes.io/instance: web }', 'Deployment'),
      other,
    ],
  },
  'kubescape:C-0077': {
    speaks: [pod(container()), labelled('{ app: web }'), labelled('{ app.kubernetes.io/name: web }', 'Deployment')],
    silent: [
      labelled('{ app.kubernetes.io/name: web }'),
      labelled('{ app.kubernetes.io/version: "1", app: web }'),
      other,
    ],
  },
  'kubescape:C-0076': {
    speaks: [pod(container()), labelled('{ app.kubernetes.io/name: web }'), deployment(container())],
    silent: [labelled('{ app: web }'), labelled('{ env: dev }'), labelled('{ tier: front }', 'Deployment'), other],
  },
  'trivy:KSV-0037': {
    speaks: [
      pod(container(), 'name: a\nnamespace: kube-system'),
      deployment(container()).replace('name: web\n', 'name: web\n  namespace: kube-system\n'),
      'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: kube-system }\nspec: { ports: [{ port: 80 }] }\n',
    ],
    silent: [
      pod(container()),
      pod(container(), 'name: a\nnamespace: shop'),
      pod(
        `priorityClassName: system-node-critical\n${container()}`,
        'name: etcd\nnamespace: kube-system\nlabels: { tier: control-plane, component: etcd }',
      ),
      other.replace('name: web', 'name: web, namespace: kube-system'),
    ],
  },
  'trivy:KSV-0039': {
    speaks: [
      'apiVersion: v1\nkind: LimitRange\nmetadata: { name: a }\nspec: { limits: [{ type: Container, default: { cpu: 1 } }] }\n',
      'apiVersion: v1\nkind: LimitRange\nmetadata: { name: a }\nspec: { limits: [] }\n',
      'apiVersion: v1\nkind: LimitRange\nmetadata: { name: a }\nspec: { limits: [{ type: Container, default: { cpu: 1 }, defaultRequest: { cpu: 1 }, max: { cpu: 2 } }] }\n',
    ],
    silent: [
      'apiVersion: v1\nkind: LimitRange\nmetadata: { name: a }\nspec: { limits: [{ type: Container, default: { cpu: 1 }, defaultRequest: { cpu: 1 }, max: { cpu: 2 }, min: { cpu: 1m } }] }\n',
      other,
      pod(container()),
    ],
  },
  'trivy:KSV-0040': {
    speaks: [
      'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a }\nspec: { hard: { pods: "4" } }\n',
      'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a }\nspec: { hard: { requests.cpu: "1", requests.memory: 1Gi, limits.cpu: "2" } }\n',
      'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a }\nspec: { hard: {} }\n',
    ],
    silent: [
      'apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a }\nspec: { hard: { requests.cpu: "1", requests.memory: 1Gi, limits.cpu: "2", limits.memory: 2Gi } }\n',
      other,
      pod(container()),
    ],
  },
};
