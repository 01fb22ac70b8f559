import type { ContractRule } from '../rule.ts';
import { appProtocol } from './app-protocol.ts';
import { buildArgumentFitsGo } from './build-argument-fits-go.ts';
import { buildArgumentNamesPackage } from './build-argument-names-package.ts';
import { bakeTargetExists } from './bake-target-exists.ts';
import { buildArgumentDeclared } from './build-argument-declared.ts';
import { buildPathExists } from './build-path-exists.ts';
import { buildStopsAtOneStage } from './build-stops-at-one-stage.ts';
import { buildTargetExists } from './build-target-exists.ts';
import { builtFileCopied } from './built-file-copied.ts';
import { builtForPlatforms } from './built-for-platforms.ts';
import { cLibraryInImage } from './c-library-in-image.ts';
import { cgoEnabled } from './cgo-enabled.ts';
import { commandInImage } from './command-in-image.ts';
import { commandKeepsSignal } from './command-keeps-signal.ts';
import { composeCommand } from './compose-command.ts';
import { composeEnvironment } from './compose-environment.ts';
import { composeHealthcheck } from './compose-healthcheck.ts';
import { composePortListened } from './compose-port-listened.ts';
import { composeReadOnly } from './compose-read-only.ts';
import { composeServiceExists } from './compose-service-exists.ts';
import { composeStop } from './compose-stop.ts';
import { configurationKeyRead } from './configuration-key-read.ts';
import { configurationValueFits } from './configuration-value-fits.ts';
import { containerPortListened } from './container-port-listened.ts';
import { contextHasCopiedFiles } from './context-has-copied-files.ts';
import { demandedFileProvided } from './demanded-file-provided.ts';
import { dependencyOnLoopback } from './dependency-on-loopback.ts';
import { egressToDependency } from './egress-to-dependency.ts';
import { egressToNames } from './egress-to-names.ts';
import { entrypointKeepsSignal } from './entrypoint-keeps-signal.ts';
import { exposedPortListened } from './exposed-port-listened.ts';
import { exposesLoopback } from './exposes-loopback.ts';
import { flagsAccepted } from './flags-accepted.ts';
import { frontEndBuilt } from './front-end-built.ts';
import { goImageVersion } from './go-image-version.ts';
import { goPackageExists } from './go-package-exists.ts';
import { goRuntimeFitsLimits } from './go-runtime-fits-limits.ts';
import { gracePeriodFitsShutdown } from './grace-period-fits-shutdown.ts';
import { gracefulShutdown } from './graceful-shutdown.ts';
import { healthcheckInImage } from './healthcheck-in-image.ts';
import { imageArchitecture } from './image-architecture.ts';
import { imageStartsProgram } from './image-starts-program.ts';
import { imageUserNotRoot } from './image-user-not-root.ts';
import { ingressToListener } from './ingress-to-listener.ts';
import { koPackageExists } from './ko-package-exists.ts';
import { kubernetesTokenMounted } from './kubernetes-token-mounted.ts';
import { ldflagsNameVariable } from './ldflags-name-variable.ts';
import { listensOnLoopback } from './listens-on-loopback.ts';
import { livenessAsksLife } from './liveness-asks-life.ts';
import { lowPortAllowed } from './low-port-allowed.ts';
import { monitorScrapesMetrics } from './monitor-scrapes-metrics.ts';
import { overlayHasKeys } from './overlay-has-keys.ts';
import { patchFitsContainers } from './patch-fits-containers.ts';
import { podMetricsScraped } from './pod-metrics-scraped.ts';
import { probePathExists } from './probe-path-exists.ts';
import { probeProtocol } from './probe-protocol.ts';
import { probeWithoutLogin } from './probe-without-login.ts';
import { profilesNotServed } from './profiles-not-served.ts';
import { programInImage } from './program-in-image.ts';
import { programNotCovered } from './program-not-covered.ts';
import { replacedModuleInBuild } from './replaced-module-in-build.ts';
import { requiredFlagGiven } from './required-flag-given.ts';
import { requiredVariableSet } from './required-variable-set.ts';
import { roleAllowsCalls } from './role-allows-calls.ts';
import { routePathServed } from './route-path-served.ts';
import { routeProtocol } from './route-protocol.ts';
import { runtimeFileInImage } from './runtime-file-in-image.ts';
import { runtimeFileNotCovered } from './runtime-file-not-covered.ts';
import { scriptKeepsSignal } from './script-keeps-signal.ts';
import { secretVariableInSecret } from './secret-variable-in-secret.ts';
import { serviceAddressPort } from './service-address-port.ts';
import { serviceMetricsScraped } from './service-metrics-scraped.ts';
import { servicePortListened } from './service-port-listened.ts';
import { sourceInBuild } from './source-in-build.ts';
import { stopSignalHandled } from './stop-signal-handled.ts';
import { timezonesInImage } from './timezones-in-image.ts';
import { tlsRootsInImage } from './tls-roots-in-image.ts';
import { toolInImage } from './tool-in-image.ts';
import { unusedToken } from './unused-token.ts';
import { userLookupInImage } from './user-lookup-in-image.ts';
import { variableRead } from './variable-read.ts';
import { variableValueFits } from './variable-value-fits.ts';
import { workflowGoVersion } from './workflow-go-version.ts';
import { writesAsUser } from './writes-as-user.ts';
import { writesToVolume } from './writes-to-volume.ts';

export const contractRules: readonly ContractRule[] = [
  appProtocol,
  bakeTargetExists,
  buildArgumentDeclared,
  buildArgumentFitsGo,
  buildArgumentNamesPackage,
  buildPathExists,
  buildStopsAtOneStage,
  buildTargetExists,
  builtFileCopied,
  builtForPlatforms,
  cLibraryInImage,
  cgoEnabled,
  commandInImage,
  commandKeepsSignal,
  composeCommand,
  composeEnvironment,
  composeHealthcheck,
  composePortListened,
  composeReadOnly,
  composeServiceExists,
  composeStop,
  configurationKeyRead,
  configurationValueFits,
  containerPortListened,
  contextHasCopiedFiles,
  demandedFileProvided,
  dependencyOnLoopback,
  egressToDependency,
  egressToNames,
  entrypointKeepsSignal,
  exposedPortListened,
  exposesLoopback,
  flagsAccepted,
  frontEndBuilt,
  goImageVersion,
  goPackageExists,
  goRuntimeFitsLimits,
  gracePeriodFitsShutdown,
  gracefulShutdown,
  healthcheckInImage,
  imageArchitecture,
  imageStartsProgram,
  imageUserNotRoot,
  ingressToListener,
  koPackageExists,
  kubernetesTokenMounted,
  ldflagsNameVariable,
  listensOnLoopback,
  livenessAsksLife,
  lowPortAllowed,
  monitorScrapesMetrics,
  overlayHasKeys,
  patchFitsContainers,
  podMetricsScraped,
  probePathExists,
  probeProtocol,
  probeWithoutLogin,
  profilesNotServed,
  programInImage,
  programNotCovered,
  replacedModuleInBuild,
  requiredFlagGiven,
  requiredVariableSet,
  roleAllowsCalls,
  routePathServed,
  routeProtocol,
  runtimeFileInImage,
  runtimeFileNotCovered,
  scriptKeepsSignal,
  secretVariableInSecret,
  serviceAddressPort,
  serviceMetricsScraped,
  servicePortListened,
  sourceInBuild,
  stopSignalHandled,
  timezonesInImage,
  tlsRootsInImage,
  toolInImage,
  unusedToken,
  userLookupInImage,
  variableRead,
  variableValueFits,
  workflowGoVersion,
  writesAsUser,
  writesToVolume,
];
