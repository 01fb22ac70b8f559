import { type Agreement, type Case, type Cases, container, cronJob, deployment, pod, workload } from './cases.ts';

const service = (selector: string, metadata = 'name: web') =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec:\n  selector: ${selector}\n  ports: [{ port: 80 }]\n`;
const served = (text: string) => text + service('{ app: web }');
const autoscaler = (spec: string, version = 'autoscaling/v2') =>
  `apiVersion: ${version}\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n${spec}`;
const scaled = (text: string, spec = '  minReplicas: 2\n  maxReplicas: 5\n') => `${text}---\n${autoscaler(spec)}`;
/** A workload with fields beside its template. */
const withSpec = (text: string, fields: string) =>
  text.replace('spec:\n', `spec:\n${fields.replaceAll(/^(?=.)/gm, '  ')}`);
const replicas = (number: number | string, kind = 'Deployment', spec = container()) =>
  withSpec(workload('apps/v1', kind, spec), `replicas: ${String(number)}\n`);
const plain = deployment(container());
const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { replicas: "1" }\n';

const affinity = (term: string, required = true) =>
  required
    ? `affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      - ${term}\n`
    : `affinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: 100\n        podAffinityTerm: ${term}\n`;
const own = '{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }';
const ownByExpression =
  '{ topologyKey: kubernetes.io/hostname, labelSelector: { matchExpressions: [{ key: app, operator: In, values: [web] }] } }';
const ofOthers = '{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: other } } }';
const byZone = '{ topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: web } } }';
const byRack = '{ topologyKey: example.com/rack, labelSelector: { matchLabels: { app: web } } }';
const constraint =
  'topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector: { matchLabels: { app: web } }\n';
const three = (more: string, kind = 'Deployment') => replicas(3, kind, `${more}${container()}`);

const apart = (kind: string): Cases => ({
  speaks: [
    three('', kind),
    replicas(2, kind),
    workload('apps/v1', kind, container()),
    three(affinity(ofOthers), kind),
    three(affinity(byRack), kind),
    three(affinity(ofOthers, false), kind),
    three('affinity: { nodeAffinity: {} }\n', kind),
    three(constraint, kind),
  ],
  silent: [
    replicas(1, kind),
    replicas(0, kind),
    three(affinity(own), kind),
    three(affinity(own, false), kind),
    three(affinity(ownByExpression), kind),
    three(affinity(byZone), kind),
    pod(container()),
  ],
});

const strategy = (type: string, kind = 'Deployment') =>
  withSpec(
    workload('apps/v1', kind, container()),
    `${kind === 'Deployment' ? 'strategy' : 'updateStrategy'}: { type: ${type} }\n`,
  );

const budget = (spec: string, version = 'policy/v1') =>
  `apiVersion: ${version}\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}`;
const SELECTS = 'selector: { matchLabels: { app: web } }\n';
const protecting = (spec: string, text: string): Case => `${budget(`${spec}\n${SELECTS}`)}---\n${text}`;

const job = (fields: string) => withSpec(workload('batch/v1', 'Job', `restartPolicy: Never\n${container()}`), fields);
const cron = (fields: string) => withSpec(cronJob(`restartPolicy: Never\n${container()}`), fields);
const spread = (fields: string) => deployment(`topologySpreadConstraints:\n  - ${fields}\n${container()}`);

export const availabilityTables: Agreement = {
  'kube-linter:minimum-three-replicas': {
    speaks: [
      plain,
      replicas(1),
      replicas(2),
      replicas(0),
      served(replicas(1)),
      replicas(2, 'StatefulSet'),
      workload('apps/v1', 'StatefulSet', container()),
      replicas(1, 'ReplicaSet'),
    ],
    silent: [
      replicas(3),
      replicas(5, 'StatefulSet'),
      workload('apps/v1', 'DaemonSet', container()),
      pod(container()),
      cron(''),
      other,
    ],
    differs: [{ text: scaled(plain), speaks: false, because: 'an autoscaler sets the number' }],
  },
  'kube-score:deployment-replicas': {
    speaks: [served(plain), served(replicas(1)), served(replicas(0))],
    silent: [
      plain,
      replicas(1),
      served(replicas(2)),
      replicas(1) + service('{ app: other }'),
      scaled(served(plain)),
      served(replicas(1, 'StatefulSet')),
      replicas(1) + service('{ app: web }', 'name: web, namespace: shop'),
    ],
  },
  'polaris:deploymentMissingReplicas': {
    speaks: [plain, replicas(1), replicas(0), served(replicas(1))],
    silent: [
      replicas(2),
      replicas(3),
      replicas(1, 'StatefulSet'),
      pod(container()),
      workload('apps/v1', 'DaemonSet', container()),
    ],
  },
  'kube-linter:no-anti-affinity': {
    speaks: [
      replicas(2),
      three('', 'StatefulSet'),
      replicas(3, 'ReplicaSet'),
      three(affinity(ofOthers)),
      three(affinity(byZone)),
      three('affinity: { podAntiAffinity: {} }\n'),
      three(
        affinity(
          '{ topologyKey: kubernetes.io/hostname, namespaces: [shop], labelSelector: { matchLabels: { app: web } } }',
        ),
      ),
      three(constraint),
    ],
    silent: [
      plain,
      replicas(1),
      three(affinity(own)),
      three(affinity(own, false)),
      three(affinity(ownByExpression), 'StatefulSet'),
      workload('apps/v1', 'DaemonSet', container()),
      pod(container()),
      cron(''),
    ],
  },
  'kube-score:deployment-has-host-podantiaffinity': apart('Deployment'),
  'kube-score:statefulset-has-host-podantiaffinity': apart('StatefulSet'),
  'draft:pod-enforce-antiaffinity': {
    speaks: [replicas(2), three('', 'StatefulSet'), replicas(3, 'ReplicaSet'), three(constraint)],
    silent: [plain, replicas(1), three(affinity(own)), three(affinity(ofOthers)), pod(container())],
  },
  'polaris:topologySpreadConstraint': {
    speaks: [
      plain,
      replicas(3),
      replicas(1),
      three(affinity(own)),
      workload('apps/v1', 'StatefulSet', container()),
      pod(container()),
      deployment(`topologySpreadConstraints: []\n${container()}`),
    ],
    silent: [
      three(constraint),
      pod(`${constraint}${container()}`),
      workload('apps/v1', 'StatefulSet', `${constraint}${container()}`),
      job(''),
      cron(''),
      deployment(
        `topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }]\n${container()}`,
      ),
    ],
    differs: [
      {
        text: workload('apps/v1', 'DaemonSet', container()),
        speaks: false,
        because: 'it has one pod on each node already',
      },
    ],
  },
  'kube-score:pod-topology-spread-constraints': {
    speaks: [
      spread('{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }'),
      spread('{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: null }'),
      spread('{ maxSkew: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {} }'),
      spread('{ maxSkew: 1, minDomains: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {} }'),
      spread('{ maxSkew: 1, topologyKey: "", whenUnsatisfiable: DoNotSchedule, labelSelector: {} }'),
      spread('{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: Never, labelSelector: {} }'),
      pod(
        `topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }]\n${container()}`,
      ),
    ],
    silent: [
      plain,
      three(constraint),
      spread(
        '{ maxSkew: 1, minDomains: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }',
      ),
      spread('{ maxSkew: 2, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {} }'),
    ],
  },
  'kube-linter:no-rolling-update-strategy': {
    speaks: [
      strategy('Recreate'),
      strategy('OnDelete', 'StatefulSet'),
      strategy('OnDelete', 'DaemonSet'),
      plain,
      workload('apps/v1', 'StatefulSet', container()),
      withSpec(plain, 'strategy: { rollingUpdate: { maxSurge: 1 } }\n'),
      served(strategy('Recreate')),
    ],
    silent: [
      strategy('RollingUpdate'),
      strategy('RollingUpdate', 'StatefulSet'),
      strategy('RollingUpdate', 'DaemonSet'),
      pod(container()),
      workload('apps/v1', 'ReplicaSet', container()),
      cron(''),
    ],
  },
  'kube-score:deployment-strategy': {
    speaks: [
      served(strategy('Recreate')),
      strategy('Recreate').replace('name: web\n', 'name: web\n  namespace: shop\n') +
        service('{ app: web }', 'name: web, namespace: shop'),
      strategy('Recreate') + service('{ app: other }') + service('{ app: web }', 'name: second'),
    ],
    silent: [
      strategy('Recreate'),
      served(strategy('RollingUpdate')),
      served(plain),
      strategy('Recreate') + service('{ app: other }'),
      strategy('Recreate') + service('{ app: web }', 'name: web, namespace: shop'),
      served(strategy('OnDelete', 'StatefulSet')),
    ],
  },
  'kubescape:C-0305': {
    speaks: [strategy('Recreate'), served(strategy('Recreate')), withSpec(plain, 'strategy:\n  type: Recreate\n')],
    silent: [plain, strategy('RollingUpdate'), strategy('OnDelete', 'StatefulSet'), strategy('OnDelete', 'DaemonSet')],
  },
  'kube-linter:hpa-minimum-three-replicas': {
    speaks: [
      autoscaler('  minReplicas: 1\n  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 2\n  maxReplicas: 5\n'),
      autoscaler('  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 2\n  maxReplicas: 5\n', 'autoscaling/v1'),
    ],
    silent: [
      autoscaler('  minReplicas: 3\n  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 10\n  maxReplicas: 50\n', 'autoscaling/v1'),
      plain,
      'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: web }\nspec: { minReplicaCount: 1, scaleTargetRef: { name: web } }\n',
    ],
  },
  'kube-score:horizontalpodautoscaler-replicas': {
    speaks: [
      autoscaler('  minReplicas: 1\n  maxReplicas: 5\n'),
      autoscaler('  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 1\n  maxReplicas: 5\n', 'autoscaling/v1'),
      autoscaler('  minReplicas: 0\n  maxReplicas: 5\n'),
    ],
    silent: [
      autoscaler('  minReplicas: 2\n  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 3\n  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 2\n  maxReplicas: 2\n', 'autoscaling/v1'),
      plain,
    ],
  },
  'polaris:hpaMinAvailability': {
    speaks: [
      autoscaler('  minReplicas: 1\n  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 1\n  maxReplicas: 5\n', 'autoscaling/v1'),
      autoscaler('  minReplicas: 0\n  maxReplicas: 5\n'),
    ],
    silent: [
      autoscaler('  minReplicas: 2\n  maxReplicas: 5\n'),
      autoscaler('  maxReplicas: 5\n'),
      autoscaler('  minReplicas: 3\n  maxReplicas: 3\n'),
      plain,
    ],
  },
  'polaris:hpaMaxAvailability': {
    speaks: [
      autoscaler('  minReplicas: 3\n  maxReplicas: 3\n'),
      autoscaler('  minReplicas: 1\n  maxReplicas: 1\n', 'autoscaling/v1'),
      autoscaler('  minReplicas: 5\n  maxReplicas: 3\n'),
      autoscaler('  minReplicas: 2\n'),
    ],
    silent: [
      autoscaler('  minReplicas: 2\n  maxReplicas: 3\n'),
      autoscaler('  maxReplicas: 1\n'),
      autoscaler('  maxReplicas: 10\n'),
      autoscaler('  minReplicas: 1\n  maxReplicas: 2\n', 'autoscaling/v1'),
    ],
  },
  'kube-linter:pdb-max-unavailable': {
    speaks: [
      budget(`maxUnavailable: 0\n${SELECTS}`),
      budget(`maxUnavailable: 0%\n${SELECTS}`),
      budget(`maxUnavailable: "0%"\n${SELECTS}`),
      protecting('maxUnavailable: 0', replicas(3)),
    ],
    silent: [
      budget(`maxUnavailable: 1\n${SELECTS}`),
      budget(`maxUnavailable: 25%\n${SELECTS}`),
      budget(`minAvailable: 0\n${SELECTS}`),
      budget(SELECTS),
      plain,
    ],
  },
  'kube-linter:pdb-min-available': {
    speaks: [
      budget(`minAvailable: 100%\n${SELECTS}`),
      protecting('minAvailable: 3', replicas(3)),
      protecting('minAvailable: 1', plain),
      protecting('minAvailable: 5', replicas(3, 'StatefulSet')),
      protecting('minAvailable: 90%', replicas(3)),
      protecting('minAvailable: 2', scaled(plain)),
      budget('minAvailable: 1\n'),
    ],
    silent: [
      protecting('minAvailable: 1', replicas(3)),
      protecting('minAvailable: 50%', replicas(4)),
      budget(`minAvailable: 1\n${SELECTS}`),
      protecting('minAvailable: 3', replicas(2).replaceAll('app: web', 'app: other')),
      protecting('minAvailable: 1', scaled(plain)),
      budget(`maxUnavailable: 0\n${SELECTS}`),
      protecting('minAvailable: 2', replicas(2).replace('name: web\n', 'name: web\n  namespace: shop\n')),
    ],
  },
  'polaris:pdbDisruptionsIsZero': {
    speaks: [
      budget(`maxUnavailable: 0\n${SELECTS}`),
      budget(`maxUnavailable: 0%\n${SELECTS}`),
      budget(`minAvailable: 100%\n${SELECTS}`),
      protecting('minAvailable: "100%"', replicas(3)),
    ],
    silent: [
      budget(`maxUnavailable: 1\n${SELECTS}`),
      budget(`minAvailable: 99%\n${SELECTS}`),
      budget(`minAvailable: 1\n${SELECTS}`),
      protecting('minAvailable: 3', replicas(3)),
    ],
  },
  'draft:disallowed-bad-pod-disruption-budgets': {
    speaks: [
      budget(`maxUnavailable: 0\n${SELECTS}`),
      protecting('minAvailable: 3', replicas(3)),
      protecting('minAvailable: 4', replicas(3, 'StatefulSet')),
    ],
    silent: [
      budget(`maxUnavailable: 1\n${SELECTS}`),
      protecting('minAvailable: 2', replicas(3)),
      protecting('maxUnavailable: 1', replicas(1)),
    ],
  },
  'kube-score:poddisruptionbudget-has-policy': {
    speaks: [budget(SELECTS), protecting('', replicas(3)), budget(`minAvailable: null\n${SELECTS}`)],
    silent: [
      budget(`maxUnavailable: 0\n${SELECTS}`),
      budget(`minAvailable: 50%\n${SELECTS}`),
      budget(`maxUnavailable: 1\n${SELECTS}`),
      budget('minAvailable: 1\n'),
    ],
  },
  'kube-linter:pdb-unhealthy-pod-eviction-policy': {
    speaks: [budget(`maxUnavailable: 1\n${SELECTS}`), budget(`minAvailable: 50%\n${SELECTS}`), budget(SELECTS)],
    silent: [
      budget(`maxUnavailable: 1\nunhealthyPodEvictionPolicy: AlwaysAllow\n${SELECTS}`),
      budget(`maxUnavailable: 1\nunhealthyPodEvictionPolicy: IfHealthyBudget\n${SELECTS}`),
      plain,
    ],
  },
  'kube-linter:job-ttl-seconds-after-finished': {
    speaks: [
      job(''),
      job('backoffLimit: 2\n'),
      cronJob(`restartPolicy: Never\n${container()}`).replace(
        'jobTemplate:\n    spec:\n',
        'jobTemplate:\n    spec:\n      ttlSecondsAfterFinished: 60\n',
      ),
    ],
    silent: [
      job('ttlSecondsAfterFinished: 60\n'),
      job('ttlSecondsAfterFinished: 0\n'),
      cron(''),
      plain,
      pod(container()),
    ],
  },
  'kube-score:cronjob-restartpolicy': {
    speaks: [
      cronJob(container()),
      cronJob(`restartPolicy: Always\n${container()}`),
      cronJob(`restartPolicy: ""\n${container()}`),
    ],
    silent: [cron(''), cronJob(`restartPolicy: OnFailure\n${container()}`), job(''), plain, pod(container())],
  },
  'kube-score:cronjob-has-deadline': {
    speaks: [cron(''), cron('concurrencyPolicy: Forbid\n'), cron('startingDeadlineSeconds: null\n')],
    silent: [cron('startingDeadlineSeconds: 60\n'), cron('startingDeadlineSeconds: 5\n'), job(''), plain],
  },
  'kubescape:C-0073': {
    speaks: [
      pod(container()),
      pod(`restartPolicy: Never\n${container()}`),
      pod(container(), 'name: a\nnamespace: shop'),
    ],
    silent: [
      plain,
      job(''),
      pod(container(), 'name: a\nownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: x }]'),
    ],
  },
  'kube-linter:restart-policy': {
    speaks: [
      plain,
      pod(`restartPolicy: Never\n${container()}`),
      job(''),
      workload('apps/v1', 'DaemonSet', container()),
    ],
    silent: [
      deployment(`restartPolicy: Always\n${container()}`),
      pod(`restartPolicy: OnFailure\n${container()}`),
      cronJob(`restartPolicy: OnFailure\n${container()}`),
      other,
    ],
  },
  'kube-linter:no-node-affinity': {
    speaks: [plain, pod(container()), three(affinity(own)), job('')],
    silent: [
      deployment(
        `affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] }\n${container()}`,
      ),
      pod(`affinity: { nodeAffinity: {} }\n${container()}`),
      other,
    ],
  },
  'kube-linter:priority-class-name': {
    speaks: [
      deployment(`priorityClassName: mine\n${container()}`),
      pod(`priorityClassName: high\n${container()}`),
      cronJob(`restartPolicy: Never\npriorityClassName: low\n${container()}`),
    ],
    silent: [
      plain,
      pod(`priorityClassName: system-node-critical\n${container()}`),
      deployment(`priorityClassName: system-cluster-critical\n${container()}`),
      pod(`priorityClassName: ""\n${container()}`),
    ],
  },
  'polaris:priorityClassNotSet': {
    speaks: [plain, pod(container()), job(''), cron('')],
    silent: [deployment(`priorityClassName: mine\n${container()}`), pod(`priorityClassName: x\n${container()}`), other],
  },
  'kube-linter:dnsconfig-options': {
    speaks: [
      plain,
      deployment(`dnsConfig: { nameservers: [1.1.1.1] }\n${container()}`),
      pod(`dnsConfig: { options: [{ name: ndots, value: "5" }] }\n${container()}`),
    ],
    silent: [
      deployment(`dnsConfig: { options: [{ name: ndots, value: "2" }] }\n${container()}`),
      pod(`dnsConfig: { options: [{ name: timeout, value: "1" }, { name: ndots, value: "2" }] }\n${container()}`),
      other,
    ],
  },
};
