/** Kinds that run no pods themselves: built in, or of operators that many clusters have. */
export const KINDS_WITHOUT_PODS: ReadonlySet<string> = new Set(
  `APIService AuthorizationPolicy BackendTLSPolicy CSIDriver CSINode Certificate CertificateSigningRequest ClusterIssuer ClusterRole ClusterRoleBinding ClusterSecretStore ConfigMap ControllerRevision CustomResourceDefinition DestinationRule EndpointSlice Endpoints ExternalSecret FlowSchema GRPCRoute Gateway GatewayClass HTTPRoute HorizontalPodAutoscaler Ingress IngressClass Issuer Kustomization Lease LimitRange MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration Namespace NetworkPolicy Node PeerAuthentication PersistentVolume PersistentVolumeClaim PodDisruptionBudget PodMonitor PriorityClass PriorityLevelConfiguration PrometheusRule ReferenceGrant ResourceQuota Role RoleBinding RuntimeClass ScaledObject SealedSecret Secret SecretStore Service ServiceAccount ServiceEntry ServiceMonitor StorageClass TCPRoute TLSRoute ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration VerticalPodAutoscaler VirtualService VolumeAttachment`.split(
    /\s+/,
  ),
);
