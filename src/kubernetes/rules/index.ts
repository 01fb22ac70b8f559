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
];
