import type { Finding } from './finding.ts';
import type { LintSettings } from './settings.ts';
import { type IgnoredId, names, speaksOf, type Suppression } from './suppression.ts';

/** What is left of findings, and the ids of suppressions that silenced any. */
export interface Silenced {
  readonly findings: Finding[];
  readonly used: ReadonlySet<IgnoredId>;
}

/**
 * Takes out the findings that a suppression covers and names. Walks findings (sorted by position) and suppressions at
 * once, so that many comments cost no more than they are long.
 */
export function silence(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  settings: LintSettings = {},
): Silenced {
  const used = new Set<IgnoredId>();
  const waiting = suppressions
    .filter(({ dialect }) => !settings.ignoredDialects?.includes(dialect))
    .sort((a, b) => a.covers.start - b.covers.start);
  let next = 0;
  let active: Suppression[] = [];
  const left = findings.filter((finding) => {
    for (let one = waiting[next]; one && one.covers.start <= finding.start; one = waiting[++next]) active.push(one);
    active = active.filter(({ covers }) => covers.end > finding.start);
    let silenced = false;
    // All are asked, so that none of two that say the same counts as unused.
    for (const suppression of active) if (silences(suppression, finding, settings, used)) silenced = true;
    return !silenced;
  });
  return { findings: left, used };
}

function silences(
  { ids, dialect }: Suppression,
  { rule, aliases }: Finding,
  { today }: LintSettings,
  used: Set<IgnoredId>,
): boolean {
  if (ids === 'all') return speaksOf(dialect, aliases);
  let silenced = false;
  for (const ignored of ids) {
    if (hasEnded(ignored, today) || !names(dialect, ignored.id, rule, aliases)) continue;
    used.add(ignored);
    silenced = true;
  }
  return silenced;
}

/** Whether the day has come from which on an ignore does not count any more. */
export function hasEnded({ until }: IgnoredId, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && until <= today;
}
