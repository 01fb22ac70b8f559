import { type Agreement, container, deployment, pod, workload } from './cases.ts';

const ports = (list: string) => container(`ports: ${list}`);
const service = (ports: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: { app: web }\n  ports: ${ports}\n`;
const labelled = (labels: string, kind = 'ConfigMap') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: web\n  labels: ${labels}\n`;

/** A workload whose selector is written here. */
const selecting = (kind: string, selector: string, labels = '{ app: web, tier: front }') =>
  `apiVersion: ${/Job/.test(kind) ? 'batch/v1' : 'apps/v1'}\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n${selector === '' ? '' : `  selector: ${selector}\n`}  template:\n    metadata:\n      labels: ${labels}\n    spec:\n      restartPolicy: ${kind === 'Job' ? 'Never' : 'Always'}\n      containers:\n        - name: web\n          image: registry.example.com/web:1.4.2\n`;

const matching = (kinds: readonly string[]) => ({
  speaks: kinds.flatMap((kind) => [
    selecting(kind, '{ matchLabels: { app: shop } }'),
    selecting(kind, '{ matchLabels: { app: web, release: stable } }'),
    selecting(kind, '{ matchExpressions: [{ key: tier, operator: In, values: [back, middle] }] }'),
    selecting(kind, '{ matchExpressions: [{ key: release, operator: Exists }] }'),
    selecting(kind, '{ matchLabels: { app: web } }', '{}'),
    selecting(kind, '{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }'),
  ]),
  silent: kinds.flatMap((kind) => [
    selecting(kind, '{ matchLabels: { app: web } }'),
    selecting(kind, '{ matchLabels: { app: web, tier: front } }'),
    selecting(kind, '{ matchExpressions: [{ key: tier, operator: In, values: [front, back] }] }'),
    selecting(kind, '{ matchLabels: { app: web }, matchExpressions: [{ key: canary, operator: DoesNotExist }] }'),
  ]),
});

const linter = matching(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);
const mismatching = {
  speaks: [
    ...linter.speaks,
    ...['Deployment', 'StatefulSet', 'DaemonSet'].flatMap((kind) => [selecting(kind, ''), selecting(kind, '{}')]),
    selecting('Job', '{ matchLabels: { app: shop } }'),
  ],
  silent: [
    ...linter.silent,
    selecting('Job', ''),
    pod(container()),
    workload('v1', 'ReplicationController', container()),
  ],
};

export const admission: Agreement = {
  'kube-linter:mismatching-selector': mismatching,
  'kubescape:C-0296': mismatching,
  'kube-score:deployment-pod-selector-labels-match-template-metadata-labels': {
    speaks: [...matching(['Deployment']).speaks, selecting('Deployment', '')],
    silent: [...matching(['Deployment']).silent, ...matching(['StatefulSet']).speaks.slice(0, 2)],
  },
  'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels': {
    speaks: [...matching(['StatefulSet']).speaks, selecting('StatefulSet', '')],
    silent: [...matching(['StatefulSet']).silent, ...matching(['Deployment']).speaks.slice(0, 2)],
  },
  'kube-linter:invalid-target-ports': {
    speaks: [
      deployment(ports('[{ name: metrics-and-health, containerPort: 8080 }]')),
      deployment(ports('[{ name: http_web, containerPort: 8080 }]')),
      deployment(ports('[{ name: "8080", containerPort: 8080 }]')),
      pod(ports('[{ name: Http, containerPort: 8080 }]')),
      pod(
        `initContainers:\n  - name: load\n    image: load:1\n    ports: [{ name: a--b, containerPort: 1 }]\n${container()}`,
      ),
      service('[{ port: 80, targetPort: this-name-is-too-long }]'),
      service('[{ port: 80, targetPort: 70000 }]'),
      service('[{ port: 80, targetPort: "8080" }]'),
    ],
    silent: [
      deployment(ports('[{ name: http, containerPort: 8080 }]')),
      deployment(ports('[{ containerPort: 8080 }]')),
      deployment(ports('[{ name: http, containerPort: 8080 }, { name: http, containerPort: 8081 }]')),
      service('[{ port: 80, targetPort: http }]'),
      service('[{ port: 80 }]'),
      service('[{ port: 80, targetPort: 8080 }]'),
    ],
  },
  'kube-score:container-ports-check': {
    speaks: [
      deployment(ports('[{ name: http, containerPort: 8080 }, { name: http, containerPort: 8081 }]')),
      deployment(ports('[{ name: metrics-and-health, containerPort: 8080 }]')),
      deployment(ports('[{ name: http, containerPort: 0 }]')),
      pod(ports('[{ name: http, protocol: TCP }]')),
      pod(
        `initContainers:\n  - name: load\n    image: load:1\n    ports: [{ name: much-too-long-name, containerPort: 1 }]\n${container()}`,
      ),
    ],
    silent: [
      deployment(ports('[{ name: http, containerPort: 8080 }, { name: admin, containerPort: 8081 }]')),
      deployment(ports('[{ containerPort: 8080 }, { containerPort: 8081 }]')),
      deployment(ports('[{ name: fifteen-letters, containerPort: 8080 }]')),
      pod(container()),
    ],
  },
  'kube-score:label-values': {
    speaks: [
      labelled('{ owner: team shop }'),
      labelled('{ owner: shop/web }'),
      labelled('{ owner: "-shop" }', 'Secret'),
      labelled('{ owner: "shop@example.com" }', 'ServiceAccount'),
    ],
    silent: [
      labelled('{ owner: shop }'),
      labelled('{ owner: "" }'),
      labelled('{ version: "1.4.2", app: a_b-C }', 'Secret'),
      labelled('{ app.kubernetes.io/part-of: shop }', 'ServiceAccount'),
    ],
  },
};
