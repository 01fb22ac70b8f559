import type { PeerIds } from './peer-ids.ts';
import type { RuleInfo, RuleOptions, Severity } from './rule.ts';

/** `on` = as the rule itself says, also where it is off by default. */
export type Level = Severity | 'off' | 'on';

/** How one rule is set; ids in `LintSettings.rules` are ours (config resolves peers' ids through aliases). */
export interface RuleSetting {
  /** For the findings that no alias below sets. */
  readonly severity?: Level;
  readonly options?: RuleOptions;
  /** By alias (`hadolint:DL3007`): levels of the findings that carry it. Of several, the last in the map's order counts. */
  readonly aliases?: ReadonlyMap<string, Level>;
}

/** The plain object that configuration becomes; `{}` = recommended defaults. */
export interface LintSettings {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** True: rules that are off by default run, too. */
  readonly enableAll?: boolean;
  /** True: of what nobody set, only errors and warnings. */
  readonly quiet?: boolean;
  /** Of what nobody set, findings with one of these aliases are errors, and of the others only errors are told. */
  readonly only?: ReadonlySet<string>;
  /** Dialects whose ignore comments do not count (hadolint's `disable-ignore-pragma`). */
  readonly ignoredDialects?: readonly string[];
  /** Which ids exist at all; absent: nothing is said about unknown ones. */
  readonly ids?: PeerIds;
  /** Today as `2026-01-31`, for ignores that end some day; absent: they never end. */
  readonly today?: string;
}

/** The level of a rule's findings that no alias sets: undefined = as the rule and the finding say. */
export function levelOf({ id, off, aliases }: RuleInfo, { rules, enableAll, only }: LintSettings): Level | undefined {
  const set = rules?.[id]?.severity;
  if (set !== undefined || !off || enableAll) return set;
  return only && aliases.some((alias) => only.has(alias)) ? undefined : 'off';
}

/** How grave a finding is that nobody set; undefined: it is not told. */
export function severityUnset(
  severity: Severity,
  aliases: readonly string[],
  { quiet, only }: LintSettings,
): Severity | undefined {
  if (severity === 'error') return severity;
  if (only) return aliases.some((alias) => only.has(alias)) ? 'error' : undefined;
  return quiet && severity !== 'warning' ? undefined : severity;
}

/** The level that the settings give to a finding with these aliases; undefined where none is set. */
export function levelByAlias(setting: RuleSetting | undefined, aliases: readonly string[]): Level | undefined {
  let level: Level | undefined;
  // Few aliases of one rule are ever set.
  for (const [alias, set] of setting?.aliases ?? []) if (aliases.includes(alias)) level = set;
  return level;
}
