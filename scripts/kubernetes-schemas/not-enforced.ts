/**
 * What the API description calls required and the API server takes without: it has a default, an empty value means
 * something, or nobody looks. By `group.version.Type.property`; `*` stands for any. Without a comment: seen with a real one.
 */
const NOT_ENFORCED: readonly string[] = [
  '*.metadata',
  'authentication.*',
  'authorization.*',
  'events.*',
  'core.v1.Event.*',
  'core.v1.Binding.*',
  'core.v1.Component*',
  'core.v1.ConfigMapNodeConfigSource.*',
  'apps.v1.ControllerRevision.revision',
  'apps.v1.StatefulSetSpec.serviceName',
  'batch.v1.PodFailurePolicy.rules',
  'batch.v1.PodFailurePolicyOnPodConditionsPattern.status',
  'batch.v1.PodFailurePolicyRule.onPodConditions',
  'core.v1.HTTPHeader.value',
  'core.v1.ISCSIVolumeSource.lun',
  'core.v1.ISCSIPersistentVolumeSource.lun',
  'core.v1.LimitRangeSpec.limits',
  'core.v1.PreferredSchedulingTerm.preference',
  'core.v1.ScaleIO*.secretRef',
  'core.v1.SleepAction.seconds',
  'core.v1.Sysctl.value',
  'discovery.v1.EndpointSlice.endpoints',
  'networking.v1.NetworkPolicySpec.podSelector',
  'rbac.v1.RoleRef.apiGroup',
  'resource.*.generation',
  'resource.*.spec',
  'scheduling.v1.PriorityClass.value',
  'storage.v1.CSIDriver.spec',
  'storage.v1.CSINode*',
  'storage.v1.TokenRequest.audience',
  'apiextensions.v1.CustomResourceDefinitionVersion.served',
  'apiextensions.v1.CustomResourceDefinitionVersion.storage',
];

const patterns = NOT_ENFORCED.map((one) => new RegExp(`^${one.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));

/** Whether the API server insists on a property. */
export function isEnforced(name: string): boolean {
  return !patterns.some((pattern) => pattern.test(name));
}
