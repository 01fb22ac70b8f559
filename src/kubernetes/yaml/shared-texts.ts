/** Words that are in nearly every manifest: one string of each is kept, however many files have it. */
const WORDS = `
apiVersion kind metadata name namespace labels annotations spec status data stringData binaryData type immutable
template selector matchLabels matchExpressions key operator values replicas strategy rollingUpdate maxSurge maxUnavailable
revisionHistoryLimit minReadySeconds progressDeadlineSeconds serviceName updateStrategy volumeClaimTemplates podManagementPolicy
containers initContainers ephemeralContainers image imagePullPolicy imagePullSecrets command args workingDir ports
containerPort hostPort hostIP protocol appProtocol port targetPort nodePort env envFrom value valueFrom fieldRef fieldPath
resourceFieldRef configMapKeyRef secretKeyRef configMapRef secretRef optional prefix resources requests limits cpu memory
ephemeral-storage storage volumeMounts mountPath subPath readOnly mountPropagation volumes emptyDir sizeLimit medium configMap
secret secretName defaultMode items path hostPath persistentVolumeClaim claimName projected sources serviceAccountToken
downwardAPI expirationSeconds audience livenessProbe readinessProbe startupProbe httpGet httpHeaders scheme host exec tcpSocket
grpc service initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold lifecycle preStop postStart
sleep seconds securityContext runAsUser runAsGroup runAsNonRoot fsGroup fsGroupChangePolicy supplementalGroups
readOnlyRootFilesystem allowPrivilegeEscalation privileged capabilities add drop seccompProfile seLinuxOptions localhostProfile
serviceAccountName serviceAccount automountServiceAccountToken nodeSelector nodeName tolerations effect tolerationSeconds
affinity nodeAffinity podAffinity podAntiAffinity requiredDuringSchedulingIgnoredDuringExecution nodeSelectorTerms
preferredDuringSchedulingIgnoredDuringExecution weight preference podAffinityTerm labelSelector topologyKey namespaces
namespaceSelector topologySpreadConstraints maxSkew whenUnsatisfiable restartPolicy terminationGracePeriodSeconds dnsPolicy
dnsConfig hostNetwork hostPID hostIPC hostAliases hostnames shareProcessNamespace priorityClassName schedulerName
runtimeClassName enableServiceLinks terminationMessagePath terminationMessagePolicy schedule jobTemplate concurrencyPolicy
backoffLimit completions parallelism ttlSecondsAfterFinished activeDeadlineSeconds suspend successfulJobsHistoryLimit
failedJobsHistoryLimit clusterIP externalName sessionAffinity externalTrafficPolicy internalTrafficPolicy loadBalancerIP
ipFamilies ipFamilyPolicy publishNotReadyAddresses ingressClassName rules http paths pathType backend number tls hosts
defaultBackend scaleTargetRef minReplicas maxReplicas metrics resource target averageUtilization averageValue behavior
minAvailable podSelector policyTypes ingress egress from to ipBlock cidr except accessModes storageClassName volumeName
volumeMode provisioner reclaimPolicy volumeBindingMode allowVolumeExpansion parameters roleRef subjects apiGroup apiGroups
verbs resourceNames nonResourceURLs aggregationRule group version versions names plural singular listKind shortNames scope
schema openAPIV3Schema properties description format required enum default pattern minimum maximum additionalProperties
x-kubernetes-preserve-unknown-fields x-kubernetes-int-or-string x-kubernetes-list-type x-kubernetes-list-map-keys
x-kubernetes-map-type x-kubernetes-validations anyOf oneOf allOf not rule message served additionalPrinterColumns jsonPath
subresources scale priority finalizers ownerReferences generateName creationTimestamp uid app component tier release
app.kubernetes.io/name app.kubernetes.io/instance app.kubernetes.io/version app.kubernetes.io/component
app.kubernetes.io/part-of app.kubernetes.io/managed-by helm.sh/chart k8s-app webhooks clientConfig caBundle failurePolicy
sideEffects admissionReviewVersions matchPolicy operations gateways gatewayClassName listeners parentRefs backendRefs matches
v1 apps/v1 batch/v1 networking.k8s.io/v1 policy/v1 autoscaling/v2 rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io
apiextensions.k8s.io/v1 storage.k8s.io/v1 Pod Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Service ConfigMap Secret
Ingress NetworkPolicy PodDisruptionBudget HorizontalPodAutoscaler ServiceAccount Role ClusterRole RoleBinding
ClusterRoleBinding Namespace PersistentVolume PersistentVolumeClaim StorageClass CustomResourceDefinition Kustomization List
ClusterIP NodePort LoadBalancer TCP UDP HTTP HTTPS Always IfNotPresent Never OnFailure RollingUpdate Recreate Prefix Exact
ImplementationSpecific Opaque Utilization Resource RuntimeDefault ReadWriteOnce ReadWriteMany ReadOnlyMany ClusterFirst Exists
Equal In NotIn DoesNotExist NoSchedule NoExecute ALL default kube-system string object integer boolean array get list watch
create update patch delete https localhost nginx
`;

const SIZE = 4096;
const table = buildTable();

/** The shared string of a piece of text if it is such a word, else a string of its own; `hash` is what `addToHash` makes of its characters. */
export function sharedText(text: string, start: number, end: number, hash: number): string {
  const length = end - start;
  for (let slot = hash & (SIZE - 1); ; slot = (slot + 1) & (SIZE - 1)) {
    const word = table[slot];
    if (word === undefined) return text.slice(start, end);
    if (word.length === length && text.startsWith(word, start)) return word;
  }
}

export function addToHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

function buildTable(): readonly (string | undefined)[] {
  const slots = Array.from<string | undefined>({ length: SIZE });
  for (const word of new Set(WORDS.trim().split(/\s+/))) {
    let hash = 0;
    for (let index = 0; index < word.length; index++) hash = addToHash(hash, word.charCodeAt(index));
    let slot = hash & (SIZE - 1);
    while (slots[slot] !== undefined) slot = (slot + 1) & (SIZE - 1);
    slots[slot] = word;
  }
  return slots;
}
