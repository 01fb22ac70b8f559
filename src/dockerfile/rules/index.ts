import type { DockerfileRule } from '../subject.ts';
import { addLocalFiles } from './add-local-files.ts';
import { apkNoCache } from './apk-no-cache.ts';
import { aptGetAssumeYes } from './apt-get-assume-yes.ts';
import { aptGetInScripts } from './apt-get-in-scripts.ts';
import { noDistributionUpgrade } from './no-distribution-upgrade.ts';
import { packageSignatures } from './package-signatures.ts';
import { updateWithInstall } from './update-with-install.ts';
import { cleanAptLists } from './clean-apt-lists.ts';
import { cleanDnfCache } from './clean-dnf-cache.ts';
import { cleanYarnCache } from './clean-yarn-cache.ts';
import { cleanYumCache } from './clean-yum-cache.ts';
import { cleanZypperCache } from './clean-zypper-cache.ts';
import { dnfAssumeYes } from './dnf-assume-yes.ts';
import { noRecommendedPackages } from './no-recommended-packages.ts';
import { pinnedAptPackages } from './pinned-apt-packages.ts';
import { pinnedApkPackages } from './pinned-apk-packages.ts';
import { pinnedYumPackages } from './pinned-yum-packages.ts';
import { pinnedDnfPackages } from './pinned-dnf-packages.ts';
import { pinnedZypperPackages } from './pinned-zypper-packages.ts';
import { pinnedPipPackages } from './pinned-pip-packages.ts';
import { pinnedNpmPackages } from './pinned-npm-packages.ts';
import { pinnedGems } from './pinned-gems.ts';
import { pinnedGoTools } from './pinned-go-tools.ts';
import { pipNoCache } from './pip-no-cache.ts';
import { yumAssumeYes } from './yum-assume-yes.ts';
import { zypperNonInteractive } from './zypper-non-interactive.ts';
import { contextWithoutIgnoreFile } from './context-without-ignore-file.ts';
import { dependenciesBeforeSource } from './dependencies-before-source.ts';
import { dynamicBinary } from './dynamic-binary.ts';
import { endOfLifeImage } from './end-of-life-image.ts';
import { entrypointIgnoresCommand } from './entrypoint-ignores-command.ts';
import { entrypointInImage } from './entrypoint-in-image.ts';
import { execForm } from './exec-form.ts';
import { fixedGoarch } from './fixed-goarch.ts';
import { globalArgInRun } from './global-arg-in-run.ts';
import { goBuildFlags } from './go-build-flags.ts';
import { goCacheMounts } from './go-cache-mounts.ts';
import { goGetInImage } from './go-get-in-image.ts';
import { goGetInstallsNothing } from './go-get-installs-nothing.ts';
import { commandWordsApart } from './command-words-apart.ts';
import { goModuleChecks } from './go-module-checks.ts';
import { goToolchainInFinalStage } from './go-toolchain-in-final-stage.ts';
import { noSecretsInVariables } from './no-secrets-in-variables.ts';
import { nonRootUser } from './non-root-user.ts';
import { noSudo } from './no-sudo.ts';
import { workdirInsteadOfCd } from './workdir-instead-of-cd.ts';
import { useraddWithoutLog } from './useradd-without-log.ts';
import { wgetProgress } from './wget-progress.ts';
import { pointlessCommand } from './pointless-command.ts';
import { shReplacedByLink } from './sh-replaced-by-link.ts';
import { wgetAndCurl } from './wget-and-curl.ts';
import { curlChecksCertificates } from './curl-checks-certificates.ts';
import { wgetChecksCertificates } from './wget-checks-certificates.ts';
import { pipChecksCertificates } from './pip-checks-certificates.ts';
import { pythonChecksCertificates } from './python-checks-certificates.ts';
import { nodeChecksCertificates } from './node-checks-certificates.ts';
import { npmChecksCertificates } from './npm-checks-certificates.ts';
import { gitChecksCertificates } from './git-checks-certificates.ts';
import { yumChecksCertificates } from './yum-checks-certificates.ts';
import { passwordInImage } from './password-in-image.ts';
import { consecutiveRuns } from './consecutive-runs.ts';
import { archiveUnpackedByHand } from './archive-unpacked-by-hand.ts';
import { worldWritable } from './world-writable.ts';
import { chownAfterCopy } from './chown-after-copy.ts';
import { removedTooLate } from './removed-too-late.ts';
import { keyMadeInBuild } from './key-made-in-build.ts';
import { labelValues } from './label-values.ts';
import { noIgnoreComments } from './no-ignore-comments.ts';
import { noOtherLabels } from './no-other-labels.ts';
import { requiredLabels } from './required-labels.ts';
import { trustedRegistries } from './trusted-registries.ts';
import { pipefail } from './pipefail.ts';
import { heredocStopsAtErrors } from './heredoc-stops-at-errors.ts';
import { lostWithTheShell } from './lost-with-the-shell.ts';
import { backgroundInRun } from './background-in-run.ts';
import { downloadIntoShell } from './download-into-shell.ts';
import { pinnedBaseImage } from './pinned-base-image.ts';
import { knownInstruction } from './known-instruction.ts';
import { knownFlag } from './known-flag.ts';
import { flagOnce } from './flag-once.ts';
import { flagValue } from './flag-value.ts';
import { healthcheckDurations } from './healthcheck-durations.ts';
import { healthcheckType } from './healthcheck-type.ts';
import { argumentCount } from './argument-count.ts';
import { fromAs } from './from-as.ts';
import { validStageName } from './valid-stage-name.ts';
import { validImageReference } from './valid-image-reference.ts';
import { validSignal } from './valid-signal.ts';
import { exposeProtocol } from './expose-protocol.ts';
import { shellAsArray } from './shell-as-array.ts';
import { jsonArrayOfStrings } from './json-array-of-strings.ts';
import { jsonDoubleQuotes } from './json-double-quotes.ts';
import { keyValuePairs } from './key-value-pairs.ts';
import { closedQuotes } from './closed-quotes.ts';
import { variableModifier } from './variable-modifier.ts';
import { escapeDirective } from './escape-directive.ts';
import { directiveCasing } from './directive-casing.ts';
import { obsoleteGoFlags } from './obsolete-go-flags.ts';
import { remoteChecksum } from './remote-checksum.ts';
import { shellAsFirstProcess } from './shell-as-first-process.ts';
import { testsInBuild } from './tests-in-build.ts';
import { absoluteWorkdir } from './absolute-workdir.ts';
import { asCasing } from './as-casing.ts';
import { constantPlatform } from './constant-platform.ts';
import { copyFromKnownStage } from './copy-from-known-stage.ts';
import { copyIgnoredFile } from './copy-ignored-file.ts';
import { copySourceExists } from './copy-source-exists.ts';
import { copyIntoFolder } from './copy-into-folder.ts';
import { copyNeedsWorkdir } from './copy-needs-workdir.ts';
import { definitionDescription } from './definition-description.ts';
import { emptyContinuation } from './empty-continuation.ts';
import { envSelfReference } from './env-self-reference.ts';
import { exposePortOnly } from './expose-port-only.ts';
import { exposeProtocolCasing } from './expose-protocol-casing.ts';
import { healthcheck } from './healthcheck.ts';
import { instructionCasing } from './instruction-casing.ts';
import { labelKey } from './label-key.ts';
import { noLegacyKeyValue } from './no-legacy-key-value.ts';
import { noMaintainer } from './no-maintainer.ts';
import { noOverriddenInstruction } from './no-overridden-instruction.ts';
import { noSshPort } from './no-ssh-port.ts';
import { noSystemFolder } from './no-system-folder.ts';
import { noWholeRootCopy } from './no-whole-root-copy.ts';
import { numericUser } from './numeric-user.ts';
import { redundantPlatform } from './redundant-platform.ts';
import { reservedStageName } from './reserved-stage-name.ts';
import { stageNameCasing } from './stage-name-casing.ts';
import { undefinedArgInFrom } from './undefined-arg-in-from.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { uniqueStageName } from './unique-stage-name.ts';
import { validDefaultImage } from './valid-default-image.ts';
import { copyFromEarlierStage } from './copy-from-earlier-stage.ts';
import { fromFirst } from './from-first.ts';
import { moduleFileBeforeGo } from './module-file-before-go.ts';
import { noCopiedSecrets } from './no-copied-secrets.ts';
import { noLoginInBuild } from './no-login-in-build.ts';
import { onbuildTrigger } from './onbuild-trigger.ts';
import { validPort } from './valid-port.ts';

/** Every Dockerfile rule; the order is that of the documentation. */
export const dockerfileRules: readonly DockerfileRule[] = [
  pinnedBaseImage,
  endOfLifeImage,
  nonRootUser,
  trustedRegistries,
  requiredLabels,
  noOtherLabels,
  labelValues,
  noIgnoreComments,
  noSecretsInVariables,
  addLocalFiles,
  execForm,
  aptGetAssumeYes,
  yumAssumeYes,
  dnfAssumeYes,
  zypperNonInteractive,
  noRecommendedPackages,
  apkNoCache,
  pipNoCache,
  aptGetInScripts,
  noDistributionUpgrade,
  packageSignatures,
  updateWithInstall,
  cleanAptLists,
  cleanYumCache,
  cleanDnfCache,
  cleanZypperCache,
  cleanYarnCache,
  pinnedAptPackages,
  pinnedApkPackages,
  pinnedYumPackages,
  pinnedDnfPackages,
  pinnedZypperPackages,
  pinnedPipPackages,
  pinnedNpmPackages,
  pinnedGems,
  pinnedGoTools,
  dependenciesBeforeSource,
  goToolchainInFinalStage,
  dynamicBinary,
  knownInstruction,
  knownFlag,
  flagOnce,
  flagValue,
  healthcheckDurations,
  healthcheckType,
  argumentCount,
  fromAs,
  validStageName,
  validImageReference,
  validSignal,
  exposeProtocol,
  shellAsArray,
  jsonArrayOfStrings,
  jsonDoubleQuotes,
  keyValuePairs,
  closedQuotes,
  variableModifier,
  escapeDirective,
  directiveCasing,
  noSudo,
  workdirInsteadOfCd,
  useraddWithoutLog,
  wgetProgress,
  pointlessCommand,
  shReplacedByLink,
  wgetAndCurl,
  curlChecksCertificates,
  wgetChecksCertificates,
  pipChecksCertificates,
  pythonChecksCertificates,
  nodeChecksCertificates,
  npmChecksCertificates,
  gitChecksCertificates,
  yumChecksCertificates,
  passwordInImage,
  consecutiveRuns,
  archiveUnpackedByHand,
  worldWritable,
  chownAfterCopy,
  removedTooLate,
  keyMadeInBuild,
  obsoleteGoFlags,
  goModuleChecks,
  goGetInImage,
  goGetInstallsNothing,
  commandWordsApart,
  fixedGoarch,
  goBuildFlags,
  goCacheMounts,
  testsInBuild,
  contextWithoutIgnoreFile,
  remoteChecksum,
  globalArgInRun,
  entrypointIgnoresCommand,
  shellAsFirstProcess,
  entrypointInImage,
  absoluteWorkdir,
  asCasing,
  constantPlatform,
  copyFromKnownStage,
  copyIgnoredFile,
  copySourceExists,
  copyIntoFolder,
  copyNeedsWorkdir,
  definitionDescription,
  emptyContinuation,
  envSelfReference,
  exposePortOnly,
  exposeProtocolCasing,
  healthcheck,
  instructionCasing,
  labelKey,
  noLegacyKeyValue,
  noMaintainer,
  noOverriddenInstruction,
  noSshPort,
  noSystemFolder,
  noWholeRootCopy,
  numericUser,
  redundantPlatform,
  reservedStageName,
  stageNameCasing,
  undefinedArgInFrom,
  undefinedVariable,
  uniqueStageName,
  validDefaultImage,
  copyFromEarlierStage,
  fromFirst,
  moduleFileBeforeGo,
  noCopiedSecrets,
  noLoginInBuild,
  onbuildTrigger,
  validPort,
  pipefail,
  heredocStopsAtErrors,
  lostWithTheShell,
  backgroundInRun,
  downloadIntoShell,
];
