import type { RuleOptions, Severity } from './rule.ts';

/** How one rule is set; ids in `LintSettings.rules` are ours (config resolves peers' ids through aliases). */
export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options?: RuleOptions;
}

/** The plain object that configuration becomes; `{}` = recommended defaults. */
export interface LintSettings {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** True: rules that are off by default run, too. */
  readonly enableAll?: boolean;
}
