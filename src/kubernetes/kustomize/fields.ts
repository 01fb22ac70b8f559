/** A place in objects of some kinds; lists on the way are entered. */
export interface FieldPath {
  readonly kinds: readonly string[];
  readonly path: string;
  /** Whether the place is made where it is absent. */
  readonly create: boolean;
}

const TEMPLATED = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController', 'Job'];
const SCHEDULED = ['Deployment', 'StatefulSet'];
const AFFINITY_TERMS = [
  'preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm',
  'requiredDuringSchedulingIgnoredDuringExecution',
];

/** Where kustomize puts labels with `includeTemplates`, besides the object's own. */
export const TEMPLATE_LABELS: readonly FieldPath[] = [
  { kinds: TEMPLATED, path: 'spec/template/metadata/labels', create: true },
  { kinds: ['CronJob'], path: 'spec/jobTemplate/metadata/labels', create: true },
  { kinds: ['CronJob'], path: 'spec/jobTemplate/spec/template/metadata/labels', create: true },
  { kinds: ['StatefulSet'], path: 'spec/volumeClaimTemplates/metadata/labels', create: true },
];

/** Where kustomize puts labels with `includeSelectors`. */
export const LABEL_SELECTORS: readonly FieldPath[] = [
  { kinds: ['Service', 'ReplicationController'], path: 'spec/selector', create: true },
  {
    kinds: ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'],
    path: 'spec/selector/matchLabels',
    create: true,
  },
  { kinds: ['Job', 'PodDisruptionBudget'], path: 'spec/selector/matchLabels', create: false },
  { kinds: ['CronJob'], path: 'spec/jobTemplate/spec/selector/matchLabels', create: false },
  ...['podAffinity', 'podAntiAffinity'].flatMap((affinity) =>
    AFFINITY_TERMS.map((term) => ({
      kinds: SCHEDULED,
      path: `spec/template/spec/affinity/${affinity}/${term}/labelSelector/matchLabels`,
      create: false,
    })),
  ),
  {
    kinds: SCHEDULED,
    path: 'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels',
    create: false,
  },
  ...['spec/podSelector', 'spec/ingress/from/podSelector', 'spec/egress/to/podSelector'].map((path) => ({
    kinds: ['NetworkPolicy'],
    path: `${path}/matchLabels`,
    create: false,
  })),
];

/** Where kustomize puts annotations, besides the object's own. */
export const ANNOTATIONS: readonly FieldPath[] = [
  { kinds: TEMPLATED, path: 'spec/template/metadata/annotations', create: true },
  { kinds: ['CronJob'], path: 'spec/jobTemplate/metadata/annotations', create: true },
  { kinds: ['CronJob'], path: 'spec/jobTemplate/spec/template/metadata/annotations', create: true },
];
