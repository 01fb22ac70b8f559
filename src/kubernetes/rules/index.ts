import type { ManifestRule } from '../subject.ts';
import { acceptedPriorityClass } from './accepted-priority-class.ts';
import { addedCapabilities } from './added-capabilities.ts';
import { apparmorProfile } from './apparmor-profile.ts';
import { coreVolumes } from './core-volumes.ts';
import { dropCapabilities } from './drop-capabilities.ts';
import { highUserId } from './high-user-id.ts';
import { linuxHardening } from './linux-hardening.ts';
import { deprecatedApi } from './deprecated-api.ts';
import { invalidValue } from './invalid-value.ts';
import { livenessProbe } from './liveness-probe.ts';
import { memoryLimit } from './memory-limit.ts';
import { noHostAliases } from './no-host-aliases.ts';
import { noHostIpc } from './no-host-ipc.ts';
import { noHostNetwork } from './no-host-network.ts';
import { noHostPath } from './no-host-path.ts';
import { noHostPid } from './no-host-pid.ts';
import { noHostPorts } from './no-host-ports.ts';
import { noHostProcess } from './no-host-process.ts';
import { alwaysPull } from './always-pull.ts';
import { autoscalerMinimum } from './autoscaler-minimum.ts';
import { autoscalerRange } from './autoscaler-range.ts';
import { autoscalerThreeReplicas } from './autoscaler-three-replicas.ts';
import { bothWaysToSpread } from './both-ways-to-spread.ts';
import { cpuLimit } from './cpu-limit.ts';
import { cpuRequest } from './cpu-request.ts';
import { explicitRequests } from './explicit-requests.ts';
import { imageDigest } from './image-digest.ts';
import { imagePullSecrets } from './image-pull-secrets.ts';
import { memoryRequest } from './memory-request.ts';
import { noPrivilegeEscalation } from './no-privilege-escalation.ts';
import { noPrivilegedContainers } from './no-privileged-containers.ts';
import { noPrivilegedPorts } from './no-privileged-ports.ts';
import { noProbeHost } from './no-probe-host.ts';
import { noRootGroup } from './no-root-group.ts';
import { noRuntimeSocket } from './no-runtime-socket.ts';
import { noSensitiveHostMounts } from './no-sensitive-host-mounts.ts';
import { noSsh } from './no-ssh.ts';
import { noSudoInCommand } from './no-sudo-in-command.ts';
import { pinnedImage } from './pinned-image.ts';
import { podSecurityNamespace } from './pod-security-namespace.ts';
import { procMount } from './proc-mount.ts';
import { readOnlyHostMounts } from './read-only-host-mounts.ts';
import { pullPolicyFitsTag } from './pull-policy-fits-tag.ts';
import { readOnlyRootFilesystem } from './read-only-root-filesystem.ts';
import { readinessProbe } from './readiness-probe.ts';
import { removedApi } from './removed-api.ts';
import { requiredField } from './required-field.ts';
import { runAsNonRoot } from './run-as-non-root.ts';
import { seccompProfile } from './seccomp-profile.ts';
import { securityContext } from './security-context.ts';
import { selectorMatchesTemplate } from './selector-matches-template.ts';
import { selinuxOptions } from './selinux-options.ts';
import { appliedOnce } from './applied-once.ts';
import { serviceSelectsOneWorkload } from './service-selects-one-workload.ts';
import { serviceSelectsSomething } from './service-selects-something.ts';
import { configReferenceExists } from './config-reference-exists.ts';
import { secretWithManifests } from './secret-with-manifests.ts';
import { serviceAccountExists } from './service-account-exists.ts';
import { backendExists } from './backend-exists.ts';
import { headlessService } from './headless-service.ts';
import { scaleTargetExists } from './scale-target-exists.ts';
import { replicasBesideAutoscaler } from './replicas-beside-autoscaler.ts';
import { autoscalerHasRequests } from './autoscaler-has-requests.ts';
import { networkPolicySelectsSomething } from './network-policy-selects-something.ts';
import { networkPolicyForPods } from './network-policy-for-pods.ts';
import { namespaceNetworkPolicy } from './namespace-network-policy.ts';
import { disruptionBudgetForReplicas } from './disruption-budget-for-replicas.ts';
import { budgetAboveAutoscaler } from './budget-above-autoscaler.ts';
import { servicePortExists } from './service-port-exists.ts';
import { uniqueServiceSelector } from './unique-service-selector.ts';
import { serviceMonitorSelectsSomething } from './service-monitor-selects-something.ts';
import { monitorPortExists } from './monitor-port-exists.ts';
import { roleExists } from './role-exists.ts';
import { namedObjectExists } from './named-object-exists.ts';
import { budgetSelectsSomething } from './budget-selects-something.ts';
import { secretRights } from './secret-rights.ts';
import { deleteRights } from './delete-rights.ts';
import { impersonation } from './impersonation.ts';
import { nodeProxyRights } from './node-proxy-rights.ts';
import { podCreationRights } from './pod-creation-rights.ts';
import { configmapRights } from './configmap-rights.ts';
import { roleEscalation } from './role-escalation.ts';
import { execRights } from './exec-rights.ts';
import { networkRights } from './network-rights.ts';
import { webhookRights } from './webhook-rights.ts';
import { certificateApproval } from './certificate-approval.ts';
import { commonLabels } from './common-labels.ts';
import { cronjobDeadline } from './cronjob-deadline.ts';
import { deprecatedAnnotation } from './deprecated-annotation.ts';
import { deprecatedNodeLabel } from './deprecated-node-label.ts';
import { disruptionBudgetBlocks } from './disruption-budget-blocks.ts';
import { disruptionBudgetPolicy } from './disruption-budget-policy.ts';
import { distinctProbes } from './distinct-probes.ts';
import { dnsNdots } from './dns-ndots.ts';
import { duplicateEnv } from './duplicate-env.ts';
import { ephemeralStorage } from './ephemeral-storage.ts';
import { portForwardRights } from './port-forward-rights.ts';
import { volumeCreationRights } from './volume-creation-rights.ts';
import { tokenCreationRights } from './token-creation-rights.ts';
import { noWildcardRights } from './no-wildcard-rights.ts';
import { noClusterAdmin } from './no-cluster-admin.ts';
import { readableRole } from './readable-role.ts';
import { noAnonymousRights } from './no-anonymous-rights.ts';
import { unsafeSysctls } from './unsafe-sysctls.ts';
import { ownServiceAccount } from './own-service-account.ts';
import { noServiceAccountToken } from './no-service-account-token.ts';
import { serviceAccountNameField } from './service-account-name-field.ts';
import { serviceAccountRights } from './service-account-rights.ts';
import { workloadRights } from './workload-rights.ts';
import { noCommittedSecret } from './no-committed-secret.ts';
import { noSecretInEnv } from './no-secret-in-env.ts';
import { secretLikeEnv } from './secret-like-env.ts';
import { noSecretInConfig } from './no-secret-in-config.ts';
import { secretLikeConfig } from './secret-like-config.ts';
import { secretFromEnv } from './secret-from-env.ts';
import { explicitNamespace } from './explicit-namespace.ts';
import { explicitRestartPolicy } from './explicit-restart-policy.ts';
import { explicitUpdateStrategy } from './explicit-update-strategy.ts';
import { claimMountedOnce } from './claim-mounted-once.ts';
import { fewReplicas } from './few-replicas.ts';
import { forbiddenAnnotations } from './forbidden-annotations.ts';
import { frozenRegistry } from './frozen-registry.ts';
import { goMemoryLimit } from './go-memory-limit.ts';
import { gracePeriod } from './grace-period.ts';
import { noSystemNamespace } from './no-system-namespace.ts';
import { noNodePort } from './no-node-port.ts';
import { noExternalIps } from './no-external-ips.ts';
import { ingressTls } from './ingress-tls.ts';
import { instanceLabel } from './instance-label.ts';
import { jobTtl } from './job-ttl.ts';
import { kustomizeImageUsed } from './kustomize-image-used.ts';
import { kustomizeListsNeeded } from './kustomize-lists-needed.ts';
import { kustomizePatchTarget } from './kustomize-patch-target.ts';
import { limitRange } from './limit-range.ts';
import { loadBalancerTls } from './load-balancer-tls.ts';
import { nakedPod } from './naked-pod.ts';
import { networkPolicySelects } from './network-policy-selects.ts';
import { noNginxSnippets } from './no-nginx-snippets.ts';
import { noIngressNginx } from './no-ingress-nginx.ts';
import { noTiller } from './no-tiller.ts';
import { noDashboard } from './no-dashboard.ts';
import { noGitSyncCommand } from './no-git-sync-command.ts';
import { noPrivilegedScc } from './no-privileged-scc.ts';
import { nodeAffinity } from './node-affinity.ts';
import { objectAnnotations } from './object-annotations.ts';
import { objectLabels } from './object-labels.ts';
import { overlappingJobs } from './overlapping-jobs.ts';
import { podSpreadSelects } from './pod-spread-selects.ts';
import { priorityClass } from './priority-class.ts';
import { probePort } from './probe-port.ts';
import { quantityUnits } from './quantity-units.ts';
import { requestsEqualLimits } from './requests-equal-limits.ts';
import { reservedTaint } from './reserved-taint.ts';
import { resourceQuota } from './resource-quota.ts';
import { retiredIngressController } from './retired-ingress-controller.ts';
import { rollingUpdate } from './rolling-update.ts';
import { sortedKeys } from './sorted-keys.ts';
import { spreadReplicas } from './spread-replicas.ts';
import { systemNamespace } from './system-namespace.ts';
import { threeReplicas } from './three-replicas.ts';
import { trustedImageRegistries } from './trusted-image-registries.ts';
import { unhealthyPodEviction } from './unhealthy-pod-eviction.ts';
import { workerProbes } from './worker-probes.ts';
import { validAnnotations } from './valid-annotations.ts';
import { validAutoscaler } from './valid-autoscaler.ts';
import { validClass } from './valid-class.ts';
import { validConfigMap } from './valid-config-map.ts';
import { validContainers } from './valid-containers.ts';
import { validCustomResourceDefinition } from './valid-custom-resource-definition.ts';
import { validDisruptionBudget } from './valid-disruption-budget.ts';
import { validEnv } from './valid-env.ts';
import { validIngress } from './valid-ingress.ts';
import { validJob } from './valid-job.ts';
import { validLabels } from './valid-labels.ts';
import { validName } from './valid-name.ts';
import { validNetworkPolicy } from './valid-network-policy.ts';
import { validPod } from './valid-pod.ts';
import { validPorts } from './valid-ports.ts';
import { validProbe } from './valid-probe.ts';
import { validQuota } from './valid-quota.ts';
import { validResources } from './valid-resources.ts';
import { validRoles } from './valid-roles.ts';
import { validScheduling } from './valid-scheduling.ts';
import { validSecret } from './valid-secret.ts';
import { validSecurityContext } from './valid-security-context.ts';
import { validService } from './valid-service.ts';
import { validStorage } from './valid-storage.ts';
import { validStrategy } from './valid-strategy.ts';
import { validVolumeMounts } from './valid-volume-mounts.ts';
import { validVolumes } from './valid-volumes.ts';
import { validWebhook } from './valid-webhook.ts';

import { unknownField } from './unknown-field.ts';
import { unknownKind } from './unknown-kind.ts';
import { wrongType } from './wrong-type.ts';
/** Every manifest rule; the order is that of the documentation. */
export const kubernetesRules: readonly ManifestRule[] = [
  unknownKind,
  unknownField,
  wrongType,
  requiredField,
  invalidValue,
  removedApi,
  deprecatedApi,
  runAsNonRoot,
  noPrivilegeEscalation,
  readOnlyRootFilesystem,
  dropCapabilities,
  noPrivilegedContainers,
  podSecurityNamespace,
  securityContext,
  seccompProfile,
  linuxHardening,
  addedCapabilities,
  apparmorProfile,
  selinuxOptions,
  procMount,
  unsafeSysctls,
  noHostNetwork,
  noHostPid,
  noHostIpc,
  noHostPorts,
  noHostProcess,
  noProbeHost,
  noHostPath,
  noSensitiveHostMounts,
  readOnlyHostMounts,
  noRuntimeSocket,
  coreVolumes,
  noHostAliases,
  noSsh,
  noPrivilegedPorts,
  highUserId,
  noRootGroup,
  noSudoInCommand,
  pinnedImage,
  livenessProbe,
  readinessProbe,
  memoryLimit,
  workerProbes,
  cpuRequest,
  memoryRequest,
  cpuLimit,
  explicitRequests,
  imageDigest,
  pullPolicyFitsTag,
  alwaysPull,
  imagePullSecrets,
  trustedImageRegistries,
  acceptedPriorityClass,
  autoscalerMinimum,
  autoscalerRange,
  autoscalerThreeReplicas,
  bothWaysToSpread,
  claimMountedOnce,
  commonLabels,
  cronjobDeadline,
  deprecatedAnnotation,
  deprecatedNodeLabel,
  disruptionBudgetBlocks,
  disruptionBudgetPolicy,
  distinctProbes,
  dnsNdots,
  duplicateEnv,
  ephemeralStorage,
  explicitRestartPolicy,
  explicitUpdateStrategy,
  fewReplicas,
  forbiddenAnnotations,
  goMemoryLimit,
  gracePeriod,
  instanceLabel,
  jobTtl,
  kustomizeImageUsed,
  kustomizeListsNeeded,
  kustomizePatchTarget,
  limitRange,
  nakedPod,
  nodeAffinity,
  objectAnnotations,
  objectLabels,
  overlappingJobs,
  podSpreadSelects,
  priorityClass,
  probePort,
  quantityUnits,
  requestsEqualLimits,
  reservedTaint,
  resourceQuota,
  rollingUpdate,
  sortedKeys,
  spreadReplicas,
  systemNamespace,
  threeReplicas,
  unhealthyPodEviction,
  retiredIngressController,
  frozenRegistry,
  selectorMatchesTemplate,
  serviceSelectsSomething,
  serviceSelectsOneWorkload,
  appliedOnce,
  configReferenceExists,
  secretWithManifests,
  serviceAccountExists,
  backendExists,
  headlessService,
  scaleTargetExists,
  replicasBesideAutoscaler,
  autoscalerHasRequests,
  networkPolicySelectsSomething,
  networkPolicyForPods,
  namespaceNetworkPolicy,
  disruptionBudgetForReplicas,
  budgetAboveAutoscaler,
  servicePortExists,
  uniqueServiceSelector,
  serviceMonitorSelectsSomething,
  monitorPortExists,
  roleExists,
  namedObjectExists,
  budgetSelectsSomething,
  secretRights,
  deleteRights,
  impersonation,
  nodeProxyRights,
  podCreationRights,
  configmapRights,
  roleEscalation,
  execRights,
  networkRights,
  webhookRights,
  certificateApproval,
  portForwardRights,
  volumeCreationRights,
  tokenCreationRights,
  noWildcardRights,
  noClusterAdmin,
  readableRole,
  noAnonymousRights,
  ownServiceAccount,
  noServiceAccountToken,
  serviceAccountNameField,
  serviceAccountRights,
  workloadRights,
  noCommittedSecret,
  noSecretInEnv,
  secretLikeEnv,
  noSecretInConfig,
  secretLikeConfig,
  secretFromEnv,
  explicitNamespace,
  noSystemNamespace,
  noNodePort,
  noExternalIps,
  ingressTls,
  loadBalancerTls,
  networkPolicySelects,
  noNginxSnippets,
  noIngressNginx,
  noTiller,
  noDashboard,
  noGitSyncCommand,
  noPrivilegedScc,
  validAnnotations,
  validAutoscaler,
  validClass,
  validConfigMap,
  validContainers,
  validCustomResourceDefinition,
  validDisruptionBudget,
  validEnv,
  validIngress,
  validJob,
  validLabels,
  validName,
  validNetworkPolicy,
  validPod,
  validPorts,
  validProbe,
  validQuota,
  validResources,
  validRoles,
  validScheduling,
  validSecret,
  validSecurityContext,
  validService,
  validStorage,
  validStrategy,
  validVolumeMounts,
  validVolumes,
  validWebhook,
];
