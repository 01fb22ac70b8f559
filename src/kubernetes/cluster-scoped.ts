/** Kinds whose objects are in no namespace. */
const WITHOUT_NAMESPACE = new Set(
  `APIService CSIDriver CSINode CertificateSigningRequest ClusterIssuer ClusterRole ClusterRoleBinding
  CustomResourceDefinition DeviceClass FlowSchema GatewayClass IngressClass MutatingAdmissionPolicy
  MutatingAdmissionPolicyBinding MutatingWebhookConfiguration Namespace Node PersistentVolume PriorityClass
  PriorityLevelConfiguration RuntimeClass ServiceCIDR StorageClass ValidatingAdmissionPolicy
  ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration VolumeAttachment VolumeAttributesClass
  ClusterTriggerAuthentication`.split(/\s+/),
);

/** Whether objects of a kind are in no namespace, as far as its name tells. */
export function isClusterScoped(kind: string): boolean {
  return WITHOUT_NAMESPACE.has(kind);
}
