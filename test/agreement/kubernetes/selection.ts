import type { Agreement, Cases } from './cases.ts';
import { all, object, podOf, serviceOf, workloadOf } from './objects.ts';

const web = '{ app: web }';
const api = '{ app: api }';
const cronJob = (labels: string) =>
  object(
    'batch/v1',
    'CronJob',
    'tick',
    `spec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        metadata: { labels: ${labels} }\n        spec: { restartPolicy: Never, containers: [{ name: a, image: a:1 }] }\n`,
  );

const service: Cases = {
  speaks: [
    serviceOf(web),
    all(serviceOf(web), podOf(api)),
    all(serviceOf(web), workloadOf('Deployment', api)),
    all(serviceOf('{ app: web, tier: front }'), workloadOf('Deployment', web)),
    all(serviceOf(web, 'shop'), workloadOf('Deployment', web, '', 'other')),
    all(serviceOf(web), workloadOf('StatefulSet', '{ app: Web }')),
    all(serviceOf('{ App: web }'), podOf(web)),
    // The labels of a Deployment are not those of its pods.
    all(
      serviceOf(web),
      workloadOf('Deployment', api).replace('  name: web\n', '  name: web\n  labels: { app: web }\n'),
    ),
  ],
  silent: [
    all(serviceOf(web), podOf(web)),
    all(serviceOf(web), workloadOf('Deployment', web)),
    all(serviceOf(web), workloadOf('StatefulSet', '{ app: web, tier: back }')),
    all(serviceOf(web), workloadOf('DaemonSet', web)),
    all(serviceOf(web), workloadOf('Job', web)),
    all(serviceOf(web), cronJob(web)),
    all(serviceOf(web, 'shop'), workloadOf('Deployment', web, '', 'shop')),
    all(serviceOf('{ "app": "web" }'), podOf('{ app: "web" }')),
    object('v1', 'Service', 'db', 'spec:\n  type: ExternalName\n  externalName: db.example.com\n'),
    { files: { 'a/service.yaml': serviceOf(web), 'b/pod.yaml': podOf(web) } },
  ],
};
const elsewhere = {
  text: all(serviceOf(web, 'default'), podOf(web)),
  speaks: false,
  because: '`default` and none are one',
};
const noSelector = {
  text: object('v1', 'Service', 'db', 'spec:\n  ports: [{ port: 5432 }]\n'),
  speaks: false,
  because: 'its endpoints are made by hand',
};
const custom = {
  text: all(serviceOf(web), object('example.com/v1', 'Database', 'web', 'spec: {}\n')),
  speaks: false,
  because: 'its operator may make the pods',
};

const policy = (selector: string, extra = '', namespace?: string) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', 'p', `spec:\n  podSelector: ${selector}\n${extra}`, namespace);
const matching = (labels: string) => `{ matchLabels: ${labels} }`;

const danglingPolicy: Cases = {
  speaks: [
    policy(matching(web)),
    all(policy(matching(web)), podOf(api)),
    all(policy(matching(web), '', 'shop'), workloadOf('Deployment', web, '', 'other')),
    all(policy(matching('{ app: web, tier: x }')), workloadOf('Deployment', web)),
    all(policy(matching(web)), workloadOf('StatefulSet', api)),
  ],
  silent: [
    all(policy(matching(web)), podOf(web)),
    all(policy(matching(web)), workloadOf('Deployment', web)),
    all(policy(matching(web)), workloadOf('DaemonSet', '{ app: web, tier: x }')),
    all(policy(matching(web), '', 'shop'), workloadOf('StatefulSet', web, '', 'shop')),
    all(policy('{}'), podOf(web)),
    all(policy(matching(web)), cronJob(web)),
  ],
};
const expressions = {
  speaks: [
    all(policy('{ matchExpressions: [{ key: app, operator: In, values: [api, db] }] }'), podOf(web)),
    all(policy('{ matchExpressions: [{ key: tier, operator: Exists }] }'), podOf(web)),
  ],
  silent: [
    all(policy('{ matchExpressions: [{ key: app, operator: In, values: [web, db] }] }'), podOf(web)),
    all(policy('{ matchExpressions: [{ key: tier, operator: DoesNotExist }] }'), podOf(web)),
  ],
};
const denyAll = {
  text: policy('{}'),
  speaks: false,
  because: 'a policy for all pods is right before the first is there',
};
const withExpressions: Cases = {
  speaks: [...danglingPolicy.speaks, ...expressions.speaks],
  silent: [...danglingPolicy.silent, ...expressions.silent],
  differs: [denyAll],
};

const from = (peer: string) => `  ingress:\n    - from: [${peer}]\n`;
const to = (peer: string) => `  egress:\n    - to: [${peer}]\n`;
const peer: Cases = {
  speaks: [
    all(policy('{}', from(`{ podSelector: ${matching(api)} }`)), podOf(web)),
    all(policy('{}', to(`{ podSelector: ${matching(api)} }`)), podOf(web)),
    all(policy('{}', from(`{ podSelector: ${matching(web)} }, { podSelector: ${matching(api)} }`)), podOf(web)),
    all(policy('{}', from(`{ podSelector: ${matching(web)} }`), 'shop'), podOf(web, undefined, 'other')),
  ],
  silent: [
    all(policy('{}', from(`{ podSelector: ${matching(web)} }`)), podOf(web)),
    all(policy('{}', to(`{ podSelector: ${matching(web)} }`)), workloadOf('Deployment', web)),
    all(policy('{}', from('{ namespaceSelector: {} }')), podOf(web)),
    all(policy('{}', from(`{ namespaceSelector: {}, podSelector: ${matching(api)} }`)), podOf(web)),
    all(policy('{}', from('{ ipBlock: { cidr: 10.0.0.0/8 } }')), podOf(web)),
    all(policy('{}', from('{ podSelector: {} }')), podOf(web)),
  ],
};

const both = '  policyTypes: [Ingress, Egress]\n';
const rules = '  ingress: [{ from: [{ podSelector: {} }] }]\n  egress: [{ to: [{ podSelector: {} }] }]\n';
const unprotected = [
  podOf(web),
  workloadOf('Deployment', web),
  all(workloadOf('StatefulSet', web), policy(matching(api), both + rules)),
  all(workloadOf('Deployment', web, '', 'shop'), policy('{}', both + rules, 'other')),
  all(podOf(web), policy(matching('{ app: web, tier: x }'), both + rules)),
];
const protectedWhole = [
  all(podOf(web), policy(matching(web), both + rules)),
  all(workloadOf('Deployment', web), policy(matching(web), both + rules)),
  all(workloadOf('StatefulSet', web, '', 'shop'), policy(matching(web), both + rules, 'shop')),
  all(workloadOf('DaemonSet', '{ app: web, tier: x }'), policy(matching(web), both + rules)),
];
const forAll = all(workloadOf('Deployment', web), policy('{}', both + rules));
const ingressOnly = all(podOf(web), policy(matching(web), '  policyTypes: [Ingress]\n  ingress: [{}]\n'));
const untyped = all(podOf(web), policy(matching(web), '  ingress: [{}]\n'));
const untypedBoth = all(podOf(web), policy(matching(web), rules));
const egressOnly = all(podOf(web), policy(matching(web), '  policyTypes: [Egress]\n  egress: [{}]\n'));
const twoHalves = all(
  podOf(web),
  policy(matching(web), '  policyTypes: [Ingress]\n  ingress: [{}]\n'),
  policy('{}', '  policyTypes: [Egress]\n  egress: [{}]\n').replace('name: p\n', 'name: q\n'),
);
const closed = all(podOf(web), policy(matching(web), both));

const isolated: Cases = {
  speaks: unprotected,
  silent: [...protectedWhole, forAll, ingressOnly, untyped, egressOnly, twoHalves],
};

const budget = (selector: string, extra = '  maxUnavailable: 1\n', namespace?: string) =>
  object('policy/v1', 'PodDisruptionBudget', 'web', `spec:\n${extra}  selector: ${selector}\n`, namespace);
const replicas = (count: number) => `  replicas: ${String(count)}\n`;
const budgetFor = (kind: string): Cases => ({
  speaks: [
    workloadOf(kind, web, replicas(2)),
    workloadOf(kind, web),
    all(workloadOf(kind, web, replicas(3)), budget(matching(api))),
    all(workloadOf(kind, web, replicas(3), 'shop'), budget(matching(web), undefined, 'other')),
  ],
  silent: [
    all(workloadOf(kind, web, replicas(2)), budget(matching(web))),
    all(workloadOf(kind, web, replicas(2), 'shop'), budget(matching(web), '  minAvailable: 1\n', 'shop')),
    all(
      workloadOf(kind, '{ app: web, tier: x }', replicas(2)),
      budget('{ matchExpressions: [{ key: app, operator: Exists }] }'),
    ),
    all(workloadOf(kind, web, replicas(5)), budget('{}')),
    workloadOf(kind, web, replicas(1)),
    workloadOf(kind, web, replicas(0)),
    podOf(web),
  ],
});

const monitor = (selector: string, extra = '', namespace?: string) =>
  object(
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    'm',
    `spec:\n  selector: ${selector}\n  endpoints: [{ port: http }]\n${extra}`,
    namespace,
  );
const labelledService = (labels: string, namespace?: string) =>
  serviceOf(web, namespace).replace('  name: web\n', `  name: web\n  labels: ${labels}\n`);

const twins = (a: string, b: string, namespace?: string) =>
  all(serviceOf(a), serviceOf(b, namespace).replace('name: web\n', 'name: web2\n'), podOf('{ app: web, tier: x }'));

/** Services, NetworkPolicies, budgets and monitors: who selects whom. */
export const selectionTables: Agreement = {
  'kube-linter:dangling-service': {
    speaks: [...service.speaks],
    silent: [...service.silent, all(serviceOf(web), workloadOf('ReplicaSet', web))],
    differs: [elsewhere, noSelector, custom],
  },
  'kube-score:service-targets-pod': { ...service, differs: [elsewhere, noSelector, custom] },
  'kubescape:C-0293': {
    speaks: service.speaks,
    silent: [...service.silent, elsewhere.text, noSelector.text],
    differs: [custom],
  },
  'kube-linter:dangling-networkpolicy': withExpressions,
  'kube-score:networkpolicy-targets-pod': withExpressions,
  'kubescape:C-0299': { ...danglingPolicy, silent: [...danglingPolicy.silent, policy('{}')] },
  'kube-linter:dangling-networkpolicypeer-podselector': peer,
  'kube-linter:non-isolated-pod': isolated,
  'checkov:CKV2_K8S_6': {
    speaks: [
      podOf(web),
      all(podOf(web), policy(matching(api), both + rules)),
      all(podOf(web), policy(matching('{ app: web, x: y }'), both)),
      workloadOf('Deployment', web),
    ],
    silent: protectedWhole,
  },
  'kube-score:pod-networkpolicy': {
    speaks: [...unprotected, ingressOnly, untyped, egressOnly],
    silent: [...protectedWhole, forAll, twoHalves, untypedBoth, closed],
  },
  'kubescape:C-0030': {
    speaks: [...unprotected, ingressOnly, egressOnly, untyped, twoHalves],
    silent: [...protectedWhole, forAll, closed, workloadOf('ReplicationController', web)],
  },
  'kubescape:C-0260': {
    speaks: unprotected,
    silent: [...protectedWhole, forAll, ingressOnly, untyped, egressOnly, workloadOf('ReplicationController', web)],
  },
  'polaris:missingNetworkPolicy': {
    speaks: [...unprotected, ingressOnly, egressOnly, closed],
    silent: [...protectedWhole, untypedBoth],
  },
  ...Object.fromEntries(
    ['C-0049', 'C-0054', 'C-0206'].map((id): [string, Cases] => [
      `kubescape:${id}`,
      {
        speaks: [
          object('v1', 'Namespace', 'shop'),
          all(object('v1', 'Namespace', 'shop'), policy('{}', both, 'other')),
          all(object('v1', 'Namespace', 'shop'), policy('{}', both)),
          all(object('v1', 'Namespace', 'shop'), podOf(web, undefined, 'shop')),
        ],
        silent: [
          all(object('v1', 'Namespace', 'shop'), policy('{}', both, 'shop')),
          all(object('v1', 'Namespace', 'shop'), policy(matching(web), both, 'shop')),
          all(policy('{}', '', 'shop'), object('v1', 'Namespace', 'shop')),
          podOf(web, undefined, 'shop'),
        ],
      },
    ]),
  ),
  'kube-score:deployment-has-poddisruptionbudget': budgetFor('Deployment'),
  'kube-score:statefulset-has-poddisruptionbudget': budgetFor('StatefulSet'),
  'polaris:missingPodDisruptionBudget': {
    speaks: [
      workloadOf('Deployment', web, replicas(2)),
      workloadOf('Deployment', web),
      workloadOf('Deployment', web, replicas(1)),
      all(workloadOf('Deployment', web), budget(matching(api))),
      all(workloadOf('Deployment', web, '', 'shop'), budget(matching(web), undefined, 'other')),
    ],
    silent: [
      all(workloadOf('Deployment', web), budget(matching(web))),
      all(workloadOf('Deployment', '{ app: web, tier: x }'), budget(matching(web))),
      all(workloadOf('Deployment', '{ app: web, tier: x }'), budget(matching('{ app: web, tier: y }'))),
      workloadOf('StatefulSet', web, replicas(2)),
      podOf(web),
    ],
  },
  'kube-linter:dangling-servicemonitor': {
    speaks: [
      monitor(matching(web)),
      all(monitor(matching(web)), labelledService(api)),
      // What the Service selects are not its own labels.
      all(monitor(matching(web)), serviceOf(web), podOf(web)),
      all(
        monitor(matching(web), '  namespaceSelector: { matchNames: [shop] }\n'),
        labelledService(web, 'other'),
        podOf(web, undefined, 'shop'),
      ),
    ],
    silent: [
      all(monitor(matching(web)), labelledService(web)),
      all(monitor(matching(web), '  namespaceSelector: { any: true }\n'), labelledService(web, 'other')),
      all(
        monitor(matching(web), '  namespaceSelector: { matchNames: [shop] }\n'),
        labelledService('{ app: web, tier: x }', 'shop'),
      ),
      labelledService(web),
    ],
  },
  'draft:unique-service-selectors': {
    speaks: [
      twins(web, web),
      twins('{ app: web, tier: x }', '{ tier: x, app: web }'),
      twins('{ app: "web" }', web),
      all(twins(web, web), serviceOf(api).replace('name: web\n', 'name: web3\n')),
    ],
    silent: [serviceOf(web), twins(web, '{ app: web, tier: x }'), twins(web, web, 'shop'), twins(web, api)],
  },
};
