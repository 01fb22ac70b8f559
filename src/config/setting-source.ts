import type { RuleEntry } from './rule-levels.ts';

/** Levels from one place of a configuration file, and the files they are about. */
export interface SettingSource {
  readonly entries: readonly RuleEntry[];
  /** Globs, relative to the configuration's folder; absent = all files. */
  readonly globs?: readonly string[];
  /** As in `ConfigFile`. */
  readonly above?: string;
}
