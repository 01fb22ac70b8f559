import type { ManifestRule } from '../subject.ts';
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
import { noPrivilegeEscalation } from './no-privilege-escalation.ts';
import { noPrivilegedContainers } from './no-privileged-containers.ts';
import { noPrivilegedPorts } from './no-privileged-ports.ts';
import { noProbeHost } from './no-probe-host.ts';
import { noRootGroup } from './no-root-group.ts';
import { noRuntimeSocket } from './no-runtime-socket.ts';
import { noSensitiveHostMounts } from './no-sensitive-host-mounts.ts';
import { noSsh } from './no-ssh.ts';
import { noSudo } from './no-sudo.ts';
import { pinnedImage } from './pinned-image.ts';
import { podSecurityNamespace } from './pod-security-namespace.ts';
import { procMount } from './proc-mount.ts';
import { readOnlyHostMounts } from './read-only-host-mounts.ts';
import { readOnlyRootFilesystem } from './read-only-root-filesystem.ts';
import { readinessProbe } from './readiness-probe.ts';
import { removedApi } from './removed-api.ts';
import { requiredField } from './required-field.ts';
import { resourceRequests } from './resource-requests.ts';
import { runAsNonRoot } from './run-as-non-root.ts';
import { seccompProfile } from './seccomp-profile.ts';
import { securityContext } from './security-context.ts';
import { selectorMatchesTemplate } from './selector-matches-template.ts';
import { selinuxOptions } from './selinux-options.ts';
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
import { noSystemNamespace } from './no-system-namespace.ts';
import { noNodePort } from './no-node-port.ts';
import { noExternalIps } from './no-external-ips.ts';
import { ingressTls } from './ingress-tls.ts';
import { loadBalancerTls } from './load-balancer-tls.ts';
import { networkPolicySelects } from './network-policy-selects.ts';
import { noNginxSnippets } from './no-nginx-snippets.ts';
import { noIngressNginx } from './no-ingress-nginx.ts';
import { noTiller } from './no-tiller.ts';
import { noDashboard } from './no-dashboard.ts';
import { noGitSyncCommand } from './no-git-sync-command.ts';
import { noPrivilegedScc } from './no-privileged-scc.ts';

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
  noSudo,
  pinnedImage,
  livenessProbe,
  readinessProbe,
  resourceRequests,
  memoryLimit,
  selectorMatchesTemplate,
  serviceSelectsSomething,
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
];
