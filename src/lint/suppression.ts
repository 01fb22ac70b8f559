import type { Range } from './rule.ts';

/**
 * A comment or annotation that silences findings. The domains find them (they know their comments and scopes) and
 * use `parseIgnoreComment` for the dialects; the kernel matches them against findings through aliases.
 */
export interface Suppression {
  /** Where the suppression is written. */
  readonly at: Range;
  /** The characters it covers: a finding whose start lies inside is silenced. */
  readonly covers: Range;
  /** Our rule ids, or peers' ids as written (`DL3006`), with the dialect's source for look-up; `'all'` = everything. */
  readonly ids: readonly string[] | 'all';
  /** Whose dialect it is: `gantry`, `hadolint`, `buildkit`, `checkov`, `trivy`, `kube-linter`, `kube-score`, `polaris`, `shellcheck`, `dockerfile-utils`. */
  readonly dialect: string;
}
