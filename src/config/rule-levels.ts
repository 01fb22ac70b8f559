import type { RuleOptions } from '../lint/rule.ts';
import type { Level, RuleSetting } from '../lint/settings.ts';
import type { RuleIds, Target } from './rule-ids.ts';

/** What one source says about an id. */
export interface RuleEntry {
  readonly target: Target;
  readonly level?: Level;
  readonly options?: RuleOptions;
}

/**
 * Joins what several sources say, the mightiest last, into settings by rule. A later source wins over an earlier one;
 * within a source the more specific word wins: a peer's id sets only the findings that carry it, ours all others.
 */
export function joinLevels(
  sources: readonly (readonly RuleEntry[])[],
  { carriers }: RuleIds,
): Record<string, RuleSetting> {
  const rules = new Map<string, { severity?: Level; options?: RuleOptions; aliases?: Map<string, Level> }>();
  const settingOf = (id: string) => {
    const setting = rules.get(id) ?? {};
    rules.set(id, setting);
    return setting;
  };
  for (const source of sources) {
    for (const { target, level, options } of source) {
      if (target.kind !== 'rule') continue;
      const setting = settingOf(target.id);
      if (options) setting.options = options;
      if (level === undefined) continue;
      setting.severity = level;
      delete setting.aliases;
    }
    for (const { target, level, options } of source) {
      if (target.kind !== 'alias') continue;
      for (const { id } of carriers(target.alias)) {
        const setting = settingOf(id);
        if (options) setting.options = options;
        if (level === undefined) continue;
        const aliases = (setting.aliases ??= new Map<string, Level>());
        // Behind those that were set before: of several aliases of a finding the last counts.
        aliases.delete(target.alias);
        aliases.set(target.alias, level);
      }
    }
  }
  return Object.fromEntries(rules);
}
