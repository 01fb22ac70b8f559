/** What the kubelet, the platform of a cloud or the image of any Linux sets for every container. */
const ALWAYS =
  /^(?:PATH|HOME|HOSTNAME|PWD|KUBERNETES_(?:SERVICE|PORT)\w*|AWS_(?:(?:DEFAULT_)?REGION|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|STS_REGIONAL_ENDPOINTS|CONTAINER_\w+)|AZURE_(?:CLIENT_ID|TENANT_ID|FEDERATED_TOKEN_FILE|AUTHORITY_HOST)|K_(?:SERVICE|REVISION|CONFIGURATION|SINK))$/;

/** https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables: for every Service of the namespace. */
const OF_SERVICES = /_(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/;

/** Whether a variable that no manifest sets may well be set. */
export function mayBeSetByCluster(name: string): boolean {
  return ALWAYS.test(name) || OF_SERVICES.test(name);
}
