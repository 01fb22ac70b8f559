import type { ManifestRule } from '../subject.ts';
import { dropCapabilities } from './drop-capabilities.ts';
import { livenessProbe } from './liveness-probe.ts';
import { memoryLimit } from './memory-limit.ts';
import { noPrivilegeEscalation } from './no-privilege-escalation.ts';
import { noPrivilegedContainers } from './no-privileged-containers.ts';
import { pinnedImage } from './pinned-image.ts';
import { readOnlyRootFilesystem } from './read-only-root-filesystem.ts';
import { readinessProbe } from './readiness-probe.ts';
import { resourceRequests } from './resource-requests.ts';
import { runAsNonRoot } from './run-as-non-root.ts';
import { selectorMatchesTemplate } from './selector-matches-template.ts';
import { serviceSelectsSomething } from './service-selects-something.ts';
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

/** Every manifest rule; the order is that of the documentation. */
export const kubernetesRules: readonly ManifestRule[] = [
  runAsNonRoot,
  noPrivilegeEscalation,
  readOnlyRootFilesystem,
  dropCapabilities,
  noPrivilegedContainers,
  pinnedImage,
  livenessProbe,
  readinessProbe,
  resourceRequests,
  memoryLimit,
  selectorMatchesTemplate,
  serviceSelectsSomething,
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
];
