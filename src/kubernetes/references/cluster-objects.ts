/** Names that are there in every cluster, or in most, though no file of a workspace says so. */
export function isOfCluster(kind: string, name: string): boolean {
  return OF_CLUSTER.get(kind)?.test(name) ?? false;
}

const OF_CLUSTER = new Map([
  ['ServiceAccount', /^default$/],
  ['ConfigMap', /^(?:kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert|config-trusted-cabundle)$/],
  // The token of an account, as it was made before 1.24.
  ['Secret', /-token-[a-z0-9]{5}$/],
  ['Service', /^(?:kubernetes|kube-dns)$/],
  ['ClusterRole', /^(?:cluster-admin|admin|edit|view|self-provisioner|basic-user)$|^system:/],
  ['Role', /^system:|^extension-apiserver-authentication-reader$/],
  ['PriorityClass', /^system-|^openshift-|^gmp-critical$/],
  [
    'StorageClass',
    /^(?:default|standard|premium|gp2|gp3|io1|io2|sc1|st1|efs|hostpath|local-path|longhorn|microk8s-hostpath|oci-bv|oci)$|^(?:standard|premium|managed|azurefile|azureblob|ebs|efs|do-block|linode|scw|vultr|hcloud|alicloud|csi|rook|ceph|nfs|openebs|local|hyperdisk|enterprise)-/,
  ],
  [
    'IngressClass',
    /^(?:nginx|traefik|haproxy|kong|alb|gce|gce-internal|contour|istio|public|ambassador|cilium|azure-application-gateway|openshift-default|webapprouting\.kubernetes\.azure\.com)$/,
  ],
  [
    'GatewayClass',
    /^(?:istio|istio-remote|istio-waypoint|cilium|nginx|kong|traefik|contour|eg|envoy|amazon-vpc-lattice)$|^gke-|^azure-/,
  ],
  ['RuntimeClass', /^(?:runc|nvidia|kata|kata-.*|gvisor|runsc|wasmtime-.*)$/],
]);

/** Of these it says nothing that a workspace has none: they are the cluster's, unless the workspace has some of its own. */
export function isUsuallyElsewhere(kind: string): boolean {
  return USUALLY_ELSEWHERE.has(kind);
}

const USUALLY_ELSEWHERE = new Set([
  'StorageClass',
  'PriorityClass',
  'RuntimeClass',
  'IngressClass',
  'GatewayClass',
  'Gateway',
  'ClusterRole',
  'ClusterIssuer',
  'Issuer',
  'PersistentVolume',
  'TriggerAuthentication',
  'ClusterTriggerAuthentication',
]);

/** Namespaces of the cluster itself: what is in them comes with it. */
export function isClusterNamespace(namespace: string): boolean {
  return /^(?:kube|openshift|gke|gmp|istio|cert-manager|ingress-nginx|calico|cattle|tigera)(?:-|$)/.test(namespace);
}
