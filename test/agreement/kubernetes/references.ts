import type { Agreement, Cases } from './cases.ts';
import { all, object, podOf, serviceOf, workloadOf } from './objects.ts';

const web = '{ app: web }';
const path = (backend: string) => `          - { path: /, pathType: Prefix, backend: ${backend} }\n`;
const ingress = (paths: string, namespace?: string) =>
  object('networking.k8s.io/v1', 'Ingress', 'i', `spec:\n  rules:\n    - http:\n        paths:\n${paths}`, namespace);
const to = (name: string, port = 'number: 80') => path(`{ service: { name: ${name}, port: { ${port} } } }`);
const fallback = (name: string) =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'i',
    `spec:\n  defaultBackend: { service: { name: ${name}, port: { number: 80 } } }\n`,
  );
const named = '  ports: [{ name: http, port: 80 }]\n';

const noService = [
  ingress(to('web')),
  all(ingress(to('api')), serviceOf(web), podOf(web)),
  all(ingress(to('web') + to('api')), serviceOf(web), podOf(web)),
  all(ingress(to('web'), 'shop'), serviceOf(web, 'other')),
];
const noPort = [
  all(ingress(to('web', 'number: 8080')), serviceOf(web, undefined, named), podOf(web)),
  all(ingress(to('web', 'name: grpc')), serviceOf(web, undefined, named), podOf(web)),
];
const routed = [
  all(ingress(to('web')), serviceOf(web), podOf(web)),
  all(ingress(to('web', 'name: http')), serviceOf(web, undefined, named), podOf(web)),
  all(ingress(to('web') + to('web', 'name: http')), serviceOf(web, undefined, named)),
  all(ingress(to('web'), 'shop'), serviceOf(web, 'shop')),
  { files: { 'i.yaml': ingress(to('web')), 'b/s.yaml': serviceOf(web) } },
];
const resource = ingress(path('{ resource: { apiGroup: k8s.example.com, kind: Bucket, name: static } }'));
const sameDefault = all(ingress(to('web'), 'default'), serviceOf(web));

const hpa = (target: string, namespace?: string, version = 'autoscaling/v2') =>
  object(
    version,
    'HorizontalPodAutoscaler',
    'h',
    `spec:\n  minReplicas: 2\n  maxReplicas: 5\n  scaleTargetRef: ${target}\n`,
    namespace,
  );
const deployment = '{ apiVersion: apps/v1, kind: Deployment, name: web }';
const statefulSet = '{ apiVersion: apps/v1, kind: StatefulSet, name: web }';
const hpaSpeaks = [
  hpa(deployment),
  all(hpa(deployment), workloadOf('Deployment', web, '', undefined, 'api')),
  all(hpa(deployment), workloadOf('StatefulSet', web)),
  all(hpa(statefulSet), workloadOf('Deployment', web)),
  hpa(deployment, 'shop', 'autoscaling/v1'),
];
const hpaSilent = [
  all(hpa(deployment), workloadOf('Deployment', web)),
  all(hpa(statefulSet), workloadOf('StatefulSet', web)),
  all(hpa(deployment, 'shop'), workloadOf('Deployment', web, '', 'shop')),
  all(hpa(deployment, undefined, 'autoscaling/v1'), workloadOf('Deployment', web)),
];
const otherVersion = all(
  hpa('{ apiVersion: extensions/v1beta1, kind: Deployment, name: web }'),
  workloadOf('Deployment', web),
);
const noVersion = all(hpa('{ kind: Deployment, name: web }'), workloadOf('Deployment', web));
const otherNamespace = all(hpa(deployment, 'shop'), workloadOf('Deployment', web, '', 'other'));
const customTarget = {
  text: hpa('{ apiVersion: example.com/v1, kind: Fleet, name: web }'),
  speaks: false,
  because: 'what is of a custom kind may stand elsewhere',
};

const variable = (source: string, list = 'containers') =>
  podOf(
    web,
    `  ${list}:\n    - name: a\n      image: a:1\n      env: [{ name: X, valueFrom: ${source} }]\n${list === 'containers' ? '' : '  containers: [{ name: b, image: b:1 }]\n'}`,
  );
const config = object('v1', 'ConfigMap', 'c', 'data: { key: value }\n');
const secret = object('v1', 'Secret', 's', 'stringData: { key: value }\n');
const ofConfig = (name: string, key: string, extra = '') =>
  `{ configMapKeyRef: { name: ${name}, key: ${key}${extra} } }`;
const ofSecret = (name: string, key: string, extra = '') => `{ secretKeyRef: { name: ${name}, key: ${key}${extra} } }`;

const account = (name: string, namespace?: string) => object('v1', 'ServiceAccount', name, '', namespace);
const using = (name: string, field = 'serviceAccountName', namespace?: string) =>
  podOf(web, `  ${field}: ${name}\n  containers: [{ name: a, image: a:1 }]\n`, namespace);
const deploymentUsing = (name: string) =>
  workloadOf('Deployment', web).replace('    spec:\n', `    spec:\n      serviceAccountName: ${name}\n`);
const accounts: Cases = {
  speaks: [
    using('web'),
    all(using('web'), account('api')),
    deploymentUsing('web'),
    all(using('web', 'serviceAccountName', 'shop'), account('web', 'other')),
    all(deploymentUsing('web'), account('Web')),
  ],
  silent: [
    all(using('web'), account('web')),
    all(deploymentUsing('web'), account('web')),
    using('default'),
    podOf(web),
    all(using('web', 'serviceAccountName', 'shop'), account('web', 'shop')),
    using('""'),
  ],
};

const set = (service: string, labels = web) =>
  workloadOf('StatefulSet', labels, service === '' ? '' : `  serviceName: ${service}\n`);
const headless = (selector = web, namespace?: string) => serviceOf(selector, namespace, '  clusterIP: None\n');

const scaled = (extra: string) => workloadOf('Deployment', web, extra);

const budget = (least: string, labels = web) =>
  object(
    'policy/v1',
    'PodDisruptionBudget',
    'b',
    `spec:\n  minAvailable: ${least}\n  selector: { matchLabels: ${labels} }\n`,
  );

const route = (kind: string, backends: string, namespace?: string) =>
  object('gateway.networking.k8s.io/v1', kind, 'r', `spec:\n  rules:\n    - backendRefs: [${backends}]\n`, namespace);

/** What manifests name: backends, targets, accounts, keys, headless Services. */
export const referenceTables: Agreement = {
  'kube-linter:dangling-ingress': {
    speaks: [...noService, ...noPort, fallback('web'), all(fallback('api'), serviceOf(web))],
    silent: [...routed, resource, all(fallback('web'), serviceOf(web))],
    differs: [{ text: sameDefault, speaks: false, because: '`default` and none are one' }],
  },
  'kube-score:ingress-targets-service': {
    speaks: [...noService, ...noPort],
    silent: [
      ...routed,
      fallback('web'),
      object('networking.k8s.io/v1', 'Ingress', 'i', 'spec:\n  rules: [{ host: a.example.com }]\n'),
    ],
    differs: [
      {
        text: all(ingress(to('web', 'number: 8080')), serviceOf(web)),
        speaks: true,
        because: 'it takes ports without name for the same',
      },
      { text: resource, speaks: false, because: 'a resource is no Service that could be missing' },
      { text: sameDefault, speaks: false, because: '`default` and none are one' },
    ],
  },
  'kubescape:C-0298': {
    speaks: [...noService, fallback('web'), all(fallback('api'), serviceOf(web))],
    silent: [...routed, ...noPort, resource, sameDefault, all(fallback('web'), serviceOf(web))],
  },
  'kubescape:C-0302': {
    speaks: [
      route('HTTPRoute', '{ name: web, port: 80 }'),
      all(route('TCPRoute', '{ name: api, port: 80 }'), serviceOf(web)),
      all(route('HTTPRoute', '{ name: web, port: 80 }, { name: api, port: 80 }'), serviceOf(web)),
      all(
        route('HTTPRoute', '{ name: web, port: 80, namespace: shop }'),
        serviceOf(web),
        podOf(web, undefined, 'shop'),
      ),
      route('UDPRoute', '{ kind: Service, group: "", name: web, port: 80 }'),
    ],
    silent: [
      all(route('HTTPRoute', '{ name: web, port: 80 }'), serviceOf(web)),
      all(route('HTTPRoute', '{ name: web, port: 8080 }'), serviceOf(web)),
      all(route('TCPRoute', '{ name: web, port: 80, namespace: shop }'), serviceOf(web, 'shop')),
      route('HTTPRoute', '{ kind: Bucket, group: example.com, name: web }'),
      route('GRPCRoute', '{ name: web, port: 80 }'),
    ],
  },
  'kube-linter:dangling-horizontalpodautoscaler': {
    speaks: [...hpaSpeaks, otherVersion, noVersion],
    silent: [...hpaSilent, otherNamespace],
    differs: [customTarget],
  },
  'kube-score:horizontalpodautoscaler-has-target': {
    speaks: [...hpaSpeaks, otherVersion, noVersion, otherNamespace],
    silent: hpaSilent,
    differs: [customTarget],
  },
  'kubescape:C-0300': {
    speaks: [...hpaSpeaks, otherNamespace],
    silent: [...hpaSilent, otherVersion, noVersion, customTarget.text],
  },
  'kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured': {
    speaks: [
      all(hpa(deployment), scaled('  replicas: 2\n')),
      all(scaled('  replicas: 1\n'), hpa(deployment, undefined, 'autoscaling/v1')),
      all(hpa(deployment), scaled('  replicas: 0\n')),
      { files: { 'h.yaml': hpa(deployment), 'd.yaml': scaled('  replicas: 3\n') } },
    ],
    silent: [
      all(hpa(deployment), scaled('')),
      scaled('  replicas: 2\n'),
      all(hpa(deployment, 'shop'), scaled('  replicas: 2\n')),
      all(hpa('{ apiVersion: apps/v1, kind: Deployment, name: api }'), scaled('  replicas: 2\n')),
      all(hpa(statefulSet), workloadOf('StatefulSet', web, '  replicas: 2\n')),
      all(hpa(deployment), scaled('  replicas: null\n')),
    ],
  },
  'kube-score:statefulset-has-servicename': {
    speaks: [
      set('web'),
      set(''),
      all(set('web'), serviceOf(web)),
      all(set('web'), headless('{ app: api }'), podOf('{ app: api }')),
      all(set('api'), headless()),
      all(set('web'), headless(web, 'shop')),
    ],
    silent: [
      all(set('web'), headless()),
      all(set('web', '{ app: web, tier: x }'), headless()),
      { files: { 's.yaml': headless(), 't.yaml': set('web') } },
      workloadOf('Deployment', web),
    ],
  },
  'kube-linter:env-value-from': {
    speaks: [
      variable(ofConfig('c', 'key')),
      variable(ofSecret('s', 'key')),
      all(variable(ofConfig('c', 'other')), config),
      all(variable(ofSecret('s', 'other')), secret),
      all(variable(ofSecret('c', 'key')), config),
      all(variable(ofConfig('c', 'other'), 'initContainers'), config),
      all(variable(ofSecret('s', 'key', ', optional: false')), object('v1', 'Secret', 't', 'data: { key: dg== }\n')),
    ],
    silent: [
      all(variable(ofConfig('c', 'key')), config),
      all(variable(ofSecret('s', 'key')), secret),
      all(variable(ofSecret('s', 'key')), object('v1', 'Secret', 's', 'data: { key: dg== }\n')),
      variable(ofConfig('c', 'key', ', optional: true')),
      all(variable(ofConfig('c', 'key')), object('v1', 'ConfigMap', 'c', 'binaryData: { key: dg== }\n')),
      variable('{ fieldRef: { fieldPath: metadata.name } }'),
      podOf(web, '  containers: [{ name: a, image: a:1, envFrom: [{ configMapRef: { name: gone } }] }]\n'),
    ],
  },
  'kube-linter:non-existent-service-account': {
    speaks: [...accounts.speaks, using('web', 'serviceAccount')],
    silent: accounts.silent,
    differs: [
      {
        text: all(using('web', 'serviceAccountName', 'default'), account('web')),
        speaks: false,
        because: '`default` and none are one',
      },
    ],
  },
  'kubescape:C-0307': { ...accounts, silent: [...accounts.silent, using('web', 'serviceAccount')] },
  'polaris:pdbMinAvailableGreaterThanHPAMinReplicas': {
    speaks: [
      all(scaled(''), hpa(deployment), budget('3')),
      all(budget('5'), hpa(deployment, undefined, 'autoscaling/v1'), scaled('')),
      all(scaled('  replicas: 6\n'), hpa(deployment), budget('50%')),
      { files: { 'a.yaml': scaled(''), 'b.yaml': hpa(deployment), 'c.yaml': budget('3') } },
    ],
    silent: [
      all(scaled(''), hpa(deployment), budget('2')),
      all(scaled(''), hpa(deployment), budget('1')),
      all(scaled(''), budget('3')),
      all(scaled(''), hpa(deployment), budget('3', '{ app: api }')),
      all(scaled('  replicas: 4\n'), hpa(deployment), budget('50%')),
      all(scaled(''), hpa(deployment), budget('3').replace('minAvailable', 'maxUnavailable')),
    ],
  },
};
