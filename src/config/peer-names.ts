/**
 * The checks of peers that call them by names: what people may write in ignores and settings, also where we have no rule
 * of that meaning. Peers that number theirs are known by the pattern of their numbers.
 */
export const PEER_NAMES: Readonly<Record<string, ReadonlySet<string>>> = {
  buildkit: names(`
    ConsistentInstructionCasing CopyIgnoredFile DuplicateStageName ExposeInvalidFormat ExposeProtoCasing
    FileConsistentCommandCasing FromAsCasing FromPlatformFlagConstDisallowed InvalidBaseImagePlatform
    InvalidDefaultArgInFrom InvalidDefinitionDescription JSONArgsRecommended LegacyKeyValueFormat
    MaintainerDeprecated MultipleInstructionsDisallowed NoEmptyContinuation NoEmptyContinuations
    RedundantTargetPlatform ReservedStageName SecretsUsedInArgOrEnv SelfConsistentCommandCasing
    StageNameCasing UndeclaredArgInFrom UndefinedArgInFrom UndefinedVar WorkdirRelativePath
  `),
  'dockerfile-utils': names(`
    ARGUMENT_EXTRA ARGUMENT_MISSING ARGUMENT_REQUIRES_AT_LEAST_ONE ARGUMENT_REQUIRES_AT_LEAST_TWO
    ARGUMENT_REQUIRES_ONE ARGUMENT_REQUIRES_ONE_OR_THREE ARGUMENT_REQUIRES_TWO ARGUMENT_UNNECESSARY
    BASE_NAME_EMPTY CASING_DIRECTIVE CASING_INSTRUCTION DEPRECATED_MAINTAINER DUPLICATED_ESCAPE_DIRECTIVE
    DUPLICATE_BUILD_STAGE_NAME EMPTY_CONTINUATION_LINE FLAG_AT_LEAST_ONE FLAG_DUPLICATE
    FLAG_EXPECTED_BOOLEAN_VALUE FLAG_INVALID_DURATION FLAG_INVALID_FROM_VALUE FLAG_INVALID_LINK_VALUE
    FLAG_LESS_THAN_1MS FLAG_MISSING_DURATION FLAG_MISSING_VALUE FLAG_UNKNOWN_UNIT
    HEALTHCHECK_CMD_ARGUMENT_MISSING INVALID_AS INVALID_BUILD_STAGE_NAME INVALID_DESTINATION
    INVALID_ESCAPE_DIRECTIVE INVALID_PORT INVALID_PROTO INVALID_REFERENCE_FORMAT INVALID_SIGNAL
    INVALID_SYNTAX JSON_IN_SINGLE_QUOTES MULTIPLE_INSTRUCTIONS NO_SOURCE_IMAGE ONBUILD_CHAINING_DISALLOWED
    ONBUILD_TRIGGER_DISALLOWED SHELL_JSON_FORM SHELL_REQUIRES_ONE SYNTAX_MISSING_DOUBLE_QUOTE
    SYNTAX_MISSING_EQUALS SYNTAX_MISSING_NAMES SYNTAX_MISSING_SINGLE_QUOTE UNKNOWN_ADD_FLAG
    UNKNOWN_COPY_FLAG UNKNOWN_FROM_FLAG UNKNOWN_HEALTHCHECK_FLAG UNKNOWN_INSTRUCTION UNKNOWN_TYPE
    UNSUPPORTED_MODIFIER WORKDIR_IS_NOT_ABSOLUTE
  `),
  'kube-linter': names(`
    access-to-create-pods access-to-secrets cluster-admin-role-binding dangling-horizontalpodautoscaler
    dangling-ingress dangling-networkpolicy dangling-networkpolicypeer-podselector dangling-service
    dangling-servicemonitor default-service-account deprecated-service-account-field dnsconfig-options
    docker-sock drop-net-raw-capability duplicate-env-var env-value-from env-var-secret exposed-services
    host-ipc host-network host-pid hpa-minimum-three-replicas invalid-target-ports
    job-ttl-seconds-after-finished latest-tag liveness-port minimum-three-replicas mismatching-selector
    no-anti-affinity no-extensions-v1beta no-liveness-probe no-node-affinity no-read-only-root-fs
    no-readiness-probe no-rolling-update-strategy non-existent-service-account non-isolated-pod
    pdb-max-unavailable pdb-min-available pdb-unhealthy-pod-eviction-policy priority-class-name
    privilege-escalation-container privileged-container privileged-ports read-secret-from-env-var
    readiness-port required-annotation-email required-label-owner restart-policy run-as-non-root
    scc-deny-privileged-container schema-validation sensitive-host-mounts sorted-keys ssh-port startup-port
    unsafe-proc-mount unsafe-sysctls unset-cpu-requirements unset-memory-requirements use-namespace
    wildcard-in-rules writable-host-mount
  `),
  'kube-score': names(`
    container-cpu-requests-equal-limits container-ephemeral-storage-request-and-limit
    container-ephemeral-storage-request-equals-limit container-image-pull-policy container-image-tag
    container-memory-requests-equal-limits container-ports-check container-resource-requests-equal-limits
    container-resources container-seccomp-profile container-security-context-privileged
    container-security-context-readonlyrootfilesystem container-security-context-user-group-id
    cronjob-has-deadline cronjob-restartpolicy deployment-has-host-podantiaffinity
    deployment-has-poddisruptionbudget deployment-pod-selector-labels-match-template-metadata-labels
    deployment-replicas deployment-strategy deployment-targeted-by-hpa-does-not-have-replicas-configured
    environment-variable-key-duplication horizontalpodautoscaler-has-target horizontalpodautoscaler-replicas
    ingress-targets-service label-values networkpolicy-targets-pod pod-networkpolicy pod-probes
    pod-probes-identical pod-topology-spread-constraints poddisruptionbudget-has-policy service-targets-pod
    service-type stable-version statefulset-has-host-podantiaffinity statefulset-has-poddisruptionbudget
    statefulset-has-servicename statefulset-pod-selector-labels-match-template-metadata-labels
  `),
  shellcheck: names(`
    add-default-case avoid-negated-conditions avoid-nullary-conditions check-extra-masked-returns check-set-e-suppressed
    check-unassigned-uppercase deprecate-which quote-safe-variables require-double-brackets require-variable-braces
    useless-use-of-cat
  `),
  polaris: names(`
    automountServiceAccountToken clusterrolePodExecAttach clusterrolebindingClusterAdmin
    clusterrolebindingPodExecAttach cpuLimitsMissing cpuRequestsMissing dangerousCapabilities
    deploymentMissingReplicas hostIPCSet hostNetworkSet hostPIDSet hostPathSet hostPortSet hostProcess
    hpaMaxAvailability hpaMinAvailability insecureCapabilities linuxHardening livenessProbeMissing
    memoryLimitsMissing memoryRequestsMissing metadataAndInstanceMismatched missingNetworkPolicy
    missingPodDisruptionBudget notReadOnlyRootFilesystem pdbDisruptionsIsZero
    pdbMinAvailableGreaterThanHPAMinReplicas priorityClassNotSet privilegeEscalationAllowed procMount
    pullPolicyNotAlways readinessProbeMissing rolePodExecAttach rolebindingClusterAdminClusterRole
    rolebindingClusterAdminRole rolebindingClusterRolePodExecAttach rolebindingRolePodExecAttach
    runAsPrivileged runAsRootAllowed sensitiveConfigmapContent sensitiveContainerEnvVar tagNotSpecified
    tlsSettingsMissing topologySpreadConstraint
  `),
};

/** By source: ids with a number. hadolint's of former versions are among them. */
export const PEER_NUMBERS: Readonly<Record<string, RegExp>> = {
  hadolint: /^DL(?:1001|30[0-5]\d|306[0-7]|400[0-6])$/,
  shellcheck: /^SC[1-4]\d{3}(?:-SC[1-4]\d{3})?$/,
  checkov:
    /^(?:CKV2?_(?:ALI|ANSIBLE|ARGO|AWS|AZURE(?:PIPELINES)?|BITBUCKET|CIRCLECIPIPELINES|DIO|DOCKER|GCP|GHA|GIT(?:HUB|LAB|LABCI)?|IBM|K8S|LIN|NCP|OCI|OPENAPI|OPENSTACK|PAN|SECRET|TC|TF|YC)_\d+|BC_\w+)$/,
  kubescape: /^C-\d{4}$/,
  trivy: /^(?:(?:DS|KSV|KCV)-\d{4,5}|(?:DS|KSV|KCV)?-?\*|(?:AVD-)?[A-Z]+-\d{4,}|CVE-\d{4}-\d+)$/,
};

function names(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
