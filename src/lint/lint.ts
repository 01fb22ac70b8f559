import type { Finding } from './finding.ts';
import type { Report, Rule, RuleOptions, Severity } from './rule.ts';
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
      findings.push(findingOf(report, rule.id, severity, aliases));
    }
  }
  findings.sort(byPosition);
  return suppressions.length > 0 ? silence(findings, suppressions, settings).findings : findings;
}

/** Written out: there are many, and of few shapes the engine reads them faster. */
function findingOf(report: Report, rule: string, severity: Severity, aliases: readonly string[]): Finding {
  const { start, end, message, fixes, related } = report;
  if (related) return { start, end, message, ...(fixes ? { fixes } : {}), related, rule, severity, aliases };
  return fixes
    ? { start, end, message, fixes, rule, severity, aliases }
    : { start, end, message, rule, severity, aliases };
}

const NO_OPTIONS: RuleOptions = {};

/** The order of findings everywhere. */
export function byPosition(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
