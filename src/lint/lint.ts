import type { Finding } from './finding.ts';
import type { Rule, RuleOptions } from './rule.ts';
import { levelByAlias, levelOf, type LintSettings, severityUnset } from './settings.ts';
import { silence } from './silence.ts';
import type { Suppression } from './suppression.ts';

/** Findings of `rules` on one subject, sorted by position, without the silenced ones. Yields the same for the same input. */
export function lint<Subject>(
  subject: Subject,
  rules: Iterable<Rule<Subject>>,
  settings: LintSettings = {},
  suppressions: readonly Suppression[] = [],
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const setting = settings.rules?.[rule.id];
    const level = levelOf(rule, settings);
    if (level === 'off' && !setting?.aliases) continue;
    for (const report of rule.check(subject, setting?.options ?? NO_OPTIONS)) {
      const aliases = report.aliases ?? rule.aliases;
      const set = levelByAlias(setting, aliases) ?? level;
      if (set === 'off') continue;
      const own = report.severity ?? rule.severity;
      const severity = set === undefined ? severityUnset(own, aliases, settings) : set === 'on' ? own : set;
      if (severity === undefined) continue;
      findings.push({ ...report, rule: rule.id, severity, aliases });
    }
  }
  findings.sort(byPosition);
  return suppressions.length > 0 ? silence(findings, suppressions, settings).findings : findings;
}

const NO_OPTIONS: RuleOptions = {};

/** The order of findings everywhere. */
export function byPosition(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
