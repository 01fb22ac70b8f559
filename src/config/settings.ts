import picomatch from 'picomatch';
import type { RuleInfo, Severity } from '../lint/rule.ts';
import type { LintSettings, RuleSetting } from '../lint/settings.ts';
import { type GantryConfig, readGantryConfig } from './gantry-config.ts';
import { readHadolintConfig } from './hadolint-config.ts';
import { ruleLookup } from './rule-ids.ts';

/** Texts of the configuration files of a workspace; absent = no such file. */
export interface ConfigTexts {
  readonly gantry?: string | null;
  readonly hadolint?: string | null;
}

/** What a door adds: settings of the editor or options of the command line. They win over files. */
export interface Overrides {
  /** Severity by rule id, ours or a peer's. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly enableAll?: boolean;
}

/** Everything that decides what is reported in a workspace. */
export interface ProjectSettings {
  readonly lint: LintSettings;
  readonly config: GantryConfig;
  /** Whether a path (relative to the configuration's folder, with `/`) is left out. */
  readonly ignores: (path: string) => boolean;
  /** Ids in `Overrides.rules` that name no rule. */
  readonly unknownRules: readonly string[];
}

/** Joins configuration files and overrides: hadolint's file, then ours, then the door's. */
export function projectSettings(
  texts: ConfigTexts,
  rules: readonly RuleInfo[],
  overrides: Overrides = {},
): ProjectSettings {
  const lookup = ruleLookup(rules);
  const ids = rules.map((rule) => rule.id);
  const config = readGantryConfig(texts.gantry ?? '', lookup, ids);
  const fromOverrides: Record<string, RuleSetting> = {};
  const unknownRules: string[] = [];
  for (const [name, severity] of Object.entries(overrides.rules ?? {})) {
    const found = lookup(name);
    if (found.length === 0) unknownRules.push(name);
    for (const id of found) fromOverrides[id] = { ...config.rules[id], severity };
  }
  const hadolint = texts.hadolint ? readHadolintConfig(texts.hadolint, lookup) : {};
  return {
    lint: {
      rules: { ...hadolint, ...config.rules, ...fromOverrides },
      ...(overrides.enableAll === undefined ? {} : { enableAll: overrides.enableAll }),
    },
    config,
    ignores: config.ignore.length > 0 ? picomatch([...config.ignore], { dot: true }) : () => false,
    unknownRules,
  };
}
