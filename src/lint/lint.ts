import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import type { LintSettings } from './settings.ts';
import type { Suppression } from './suppression.ts';

/** Findings of `rules` on one subject, sorted by position, without the silenced ones. Yields the same for the same input. */
export function lint<Subject>(
  subject: Subject,
  rules: readonly Rule<Subject>[],
  settings: LintSettings = {},
  suppressions: readonly Suppression[] = [],
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const setting = settings.rules?.[rule.id];
    if (setting?.severity === 'off') continue;
    if (rule.off && !settings.enableAll && setting?.severity === undefined) continue;
    for (const report of rule.check(subject, setting?.options ?? {})) {
      const severity = setting?.severity ?? report.severity ?? rule.severity;
      findings.push({ ...report, rule: rule.id, severity, aliases: report.aliases ?? rule.aliases });
    }
  }
  return findings
    .filter((finding) => !suppressions.some((suppression) => silences(suppression, finding)))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.rule.localeCompare(b.rule));
}

/** Whether `suppression` covers and names `finding`, by our id or a peer's. */
export function silences(suppression: Suppression, finding: Finding): boolean {
  if (finding.start < suppression.covers.start || finding.start >= suppression.covers.end) return false;
  if (suppression.ids === 'all') return true;
  return suppression.ids.some(
    (id) =>
      id === finding.rule ||
      finding.aliases.some(
        (alias) => alias === id || alias === `${suppression.dialect}:${id}` || alias.endsWith(`:${id}`),
      ),
  );
}
