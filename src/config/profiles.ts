/** What a profile decides before any rule is set by itself. */
export interface ProfileFlags {
  /** Rules that are off by default run, too. */
  readonly enableAll?: true;
  /** Only errors and warnings. */
  readonly quiet?: true;
  /** What carries one of these aliases is an error; of the rest only errors are told. */
  readonly only?: ReadonlySet<string>;
}

const psa = (ids: string) => ids.split(' ').map((id) => `psa:${id}`);

/** The checks of the Pod Security Standards, whatever the version: those that a version lacks refuse nothing in it. */
const BASELINE = psa(
  'appArmorProfile capabilities_baseline hostNamespaces hostPathVolumes hostPorts hostProbesAndHostLifecycle privileged procMount seLinuxOptions seccompProfile_baseline sysctls windowsHostProcess',
);
const RESTRICTED = psa(
  'allowPrivilegeEscalation capabilities_restricted procMount_restricted restrictedVolumes runAsNonRoot runAsUser seccompProfile_restricted',
);

/** The profiles that everybody has: `recommended` is the default. */
export const PROFILES: Readonly<Record<string, ProfileFlags>> = {
  recommended: {},
  strict: { enableAll: true },
  quiet: { quiet: true },
  baseline: { only: new Set(BASELINE) },
  restricted: { only: new Set([...BASELINE, ...RESTRICTED]) },
};
