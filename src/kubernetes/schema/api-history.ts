/** What became of an API version of a kind. */
export interface Ended {
  /** The minor version that began to warn of it; 0 where none did. */
  readonly deprecated: number;
  /** The minor version that serves it no more; undefined where none is known yet. */
  readonly removed?: number;
  /** The API version to use instead; undefined where there is none. */
  readonly replacement?: string;
  /** Which peers know it: `p` pluto, `t` trivy, `s` kube-score. */
  readonly peers: string;
}

type Row = readonly [
  apiVersion: string,
  kinds: string,
  deprecated: number,
  removed: number | null,
  replacement: string,
  peers?: string,
];

const RBAC = 'ClusterRole ClusterRoleBinding Role RoleBinding';
const REVIEWS = 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview';
const FLOW = 'FlowSchema PriorityLevelConfiguration';
const CLAIMS = 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice';
const POLICIES = 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding';
const MUTATING = 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding';

/** From the lifecycle marks in k8s.io/api, and the deprecation guide for what they do not hold. */
const ROWS: readonly Row[] = [
  ['extensions/v1beta1', 'DaemonSet Deployment', 8, 16, 'apps/v1', 'ps'],
  ['extensions/v1beta1', 'ReplicaSet', 8, 16, 'apps/v1', 'p'],
  ['extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1', 'ps'],
  ['extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1', 'p'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 10, 16, '', 'p'],
  ['extensions/v1beta1', 'IngressClass', 14, 16, 'networking.k8s.io/v1', 's'],
  ['apps/v1beta1', 'Deployment', 8, 16, 'apps/v1', 'pts'],
  ['apps/v1beta1', 'StatefulSet', 8, 16, 'apps/v1', 'ps'],
  ['apps/v1beta1', 'ReplicaSet', 8, 16, 'apps/v1', 'pt'],
  ['apps/v1beta1', 'ControllerRevision', 8, 16, 'apps/v1'],
  ['apps/v1beta2', 'DaemonSet Deployment StatefulSet', 9, 16, 'apps/v1', 'ps'],
  ['apps/v1beta2', 'ReplicaSet', 9, 16, 'apps/v1', 'p'],
  ['apps/v1beta2', 'ControllerRevision', 9, 16, 'apps/v1'],
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    16,
    22,
    'admissionregistration.k8s.io/v1',
    'pt',
  ],
  ['admissionregistration.k8s.io/v1beta1', POLICIES, 31, 34, 'admissionregistration.k8s.io/v1', 't'],
  ['admissionregistration.k8s.io/v1beta1', MUTATING, 37, 40, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1alpha1', POLICIES, 29, 32, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1alpha1', MUTATING, 35, 38, 'admissionregistration.k8s.io/v1'],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 16, 22, 'apiextensions.k8s.io/v1', 'p'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 10, 22, 'apiregistration.k8s.io/v1', 'p'],
  ['audit.k8s.io/v1alpha1', 'Policy', 21, 24, 'audit.k8s.io/v1', 'p'],
  ['audit.k8s.io/v1beta1', 'Policy', 21, 24, 'audit.k8s.io/v1', 'p'],
  ['authentication.k8s.io/v1alpha1', 'SelfSubjectReview', 29, 32, 'authentication.k8s.io/v1'],
  ['authentication.k8s.io/v1beta1', 'SelfSubjectReview', 30, 33, 'authentication.k8s.io/v1', 't'],
  ['authentication.k8s.io/v1beta1', 'TokenReview', 6, 22, 'authentication.k8s.io/v1', 'pt'],
  ['authorization.k8s.io/v1beta1', REVIEWS, 19, 22, 'authorization.k8s.io/v1', 't'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 22, 25, 'autoscaling/v2', 'pt'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'autoscaling/v2', 'pt'],
  ['batch/v2alpha1', 'CronJob', 21, 21, 'batch/v1'],
  ['batch/v1beta1', 'CronJob', 21, 25, 'batch/v1', 'pts'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 19, 22, 'certificates.k8s.io/v1', 'pt'],
  ['certificates.k8s.io/v1alpha1', 'ClusterTrustBundle', 34, 37, 'certificates.k8s.io/v1beta1'],
  ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle PodCertificateRequest', 37, 40, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'Lease', 14, 22, 'coordination.k8s.io/v1', 'pt'],
  ['coordination.k8s.io/v1alpha2', 'LeaseCandidate', 35, 38, 'coordination.k8s.io/v1beta1'],
  ['coordination.k8s.io/v1beta1', 'LeaseCandidate', 36, 39, ''],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'discovery.k8s.io/v1', 'pt'],
  ['events.k8s.io/v1beta1', 'Event', 19, 25, 'events.k8s.io/v1', 'p'],
  ['flowcontrol.apiserver.k8s.io/v1alpha1', FLOW, 21, 24, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', FLOW, 23, 26, 'flowcontrol.apiserver.k8s.io/v1', 'pt'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', FLOW, 26, 29, 'flowcontrol.apiserver.k8s.io/v1', 'pt'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', FLOW, 29, 32, 'flowcontrol.apiserver.k8s.io/v1', 'pt'],
  ['networking.k8s.io/v1beta1', 'Ingress IngressClass', 19, 22, 'networking.k8s.io/v1', 'pts'],
  ['networking.k8s.io/v1beta1', 'IPAddress ServiceCIDR', 34, 37, 'networking.k8s.io/v1'],
  ['networking.k8s.io/v1alpha1', 'IPAddress ServiceCIDR', 30, 31, 'networking.k8s.io/v1'],
  ['node.k8s.io/v1alpha1', 'RuntimeClass', 22, 25, 'node.k8s.io/v1'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 22, 25, 'node.k8s.io/v1', 'p'],
  ['policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'policy/v1', 'pts'],
  ['policy/v1beta1', 'Eviction', 22, 25, 'policy/v1', 't'],
  ['policy/v1beta1', 'PodSecurityPolicy', 21, 25, '', 'p'],
  ['rbac.authorization.k8s.io/v1alpha1', RBAC, 17, 22, 'rbac.authorization.k8s.io/v1', 'p'],
  ['rbac.authorization.k8s.io/v1beta1', RBAC, 17, 22, 'rbac.authorization.k8s.io/v1', 'pt'],
  ['resource.k8s.io/v1alpha3', 'DeviceTaintRule', 36, 39, 'resource.k8s.io/v1beta2'],
  ['resource.k8s.io/v1beta1', CLAIMS, 35, 38, 'resource.k8s.io/v1'],
  ['resource.k8s.io/v1beta2', CLAIMS, 36, 39, 'resource.k8s.io/v1'],
  ['scheduling.k8s.io/v1alpha1', 'PriorityClass', 14, 17, 'scheduling.k8s.io/v1', 'p'],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 14, 22, 'scheduling.k8s.io/v1', 'pt'],
  ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity VolumeAttachment', 21, 24, 'storage.k8s.io/v1', 't'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 32, 35, 'storage.k8s.io/v1', 't'],
  ['storage.k8s.io/v1beta1', 'VolumeAttributesClass', 34, 37, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIDriver', 19, 22, 'storage.k8s.io/v1', 'pt'],
  ['storage.k8s.io/v1beta1', 'CSINode', 17, 22, 'storage.k8s.io/v1', 'pt'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 24, 27, 'storage.k8s.io/v1', 'pt'],
  ['storage.k8s.io/v1beta1', 'StorageClass', 6, 22, 'storage.k8s.io/v1', 'pt'],
  ['storage.k8s.io/v1beta1', 'VolumeAttachment', 13, 22, 'storage.k8s.io/v1', 'pt'],
  ['storagemigration.k8s.io/v1beta1', 'StorageVersionMigration', 37, 40, 'storagemigration.k8s.io/v1'],
  ['v1', 'ComponentStatus', 19, null, ''],
  ['v1', 'Endpoints', 33, null, 'discovery.k8s.io/v1'],
];

/** Custom resources whose own project serves them no more; which version a cluster has, nobody knows. */
const CUSTOM: readonly (readonly [apiVersion: string, kinds: string, replacement: string])[] = [
  [
    'certmanager.k8s.io/v1alpha1',
    'Certificate CertificateRequest Challenge ClusterIssuer Issuer Order',
    'cert-manager.io/v1',
  ],
  ...['v1alpha2', 'v1alpha3', 'v1beta1'].flatMap((version): [string, string, string][] => [
    [`cert-manager.io/${version}`, 'Certificate CertificateRequest ClusterIssuer Issuer', 'cert-manager.io/v1'],
    [`acme.cert-manager.io/${version}`, 'Challenge Order', 'acme.cert-manager.io/v1'],
  ]),
  ['authentication.istio.io/v1alpha1', 'MeshPolicy Policy', 'security.istio.io/v1'],
];

const ended: ReadonlyMap<string, Ended> = new Map([
  ...ROWS.flatMap(([apiVersion, kinds, deprecated, removed, replacement, peers = '']) =>
    kinds.split(' ').map((kind): [string, Ended] => [
      `${apiVersion}/${kind}`,
      {
        deprecated,
        ...(removed === null ? {} : { removed }),
        ...(replacement === '' ? {} : { replacement }),
        peers,
      },
    ]),
  ),
  ...CUSTOM.flatMap(([apiVersion, kinds, replacement]) =>
    kinds
      .split(' ')
      .map((kind): [string, Ended] => [`${apiVersion}/${kind}`, { deprecated: 0, replacement, peers: 'p' }]),
  ),
]);

/** What became of a kind in an API version; undefined where it is well. */
export function endOf(apiVersion: string, kind: string): Ended | undefined {
  return ended.get(`${apiVersion}/${kind}`);
}
