import type { Finding } from './finding.ts';
import type { LintSettings } from './settings.ts';
import { type IgnoredId, isPattern, keysOf, names, type Suppression } from './suppression.ts';

/** What is left of findings, and the ids of suppressions that silenced any. */
export interface Silenced {
  readonly findings: Finding[];
  readonly used: ReadonlySet<IgnoredId>;
}

/** All that is in force by one word, as the walk over a file has come to it. */
interface Slot {
  /** Up to here something of it is in force. */
  end: number;
  /** What has silenced nothing yet. */
  idle: { readonly ignored: IgnoredId | undefined; readonly end: number }[];
}

/**
 * Takes out the findings that a suppression covers and names. Walks findings (sorted by position) and suppressions at once,
 * and looks words up, so that many comments with many ids cost no more than they are long.
 */
export function silence(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  settings: LintSettings = {},
): Silenced {
  const used = new Set<IgnoredId>();
  const slots = new Map<string, Slot>();
  const patterns: { readonly ignored: IgnoredId; readonly suppression: Suppression }[] = [];
  const waiting = suppressions
    .filter(({ dialect }) => !settings.ignoredDialects?.includes(dialect))
    .sort((a, b) => a.covers.start - b.covers.start);
  let next = 0;
  const left = findings.filter((finding) => {
    for (let one = waiting[next]; one && one.covers.start <= finding.start; one = waiting[++next]) put(one);
    let silenced = false;
    // All are asked, so that none of two that say the same counts as unused.
    for (const key of keysOf(finding)) if (take(key, finding.start)) silenced = true;
    for (const { ignored, suppression } of patterns) {
      if (suppression.covers.end <= finding.start) continue;
      if (!names(suppression.dialect, ignored.id, finding.rule, finding.aliases)) continue;
      used.add(ignored);
      silenced = true;
    }
    return !silenced;
  });
  return { findings: left, used };

  function put(suppression: Suppression): void {
    const { ids, dialect, covers } = suppression;
    if (ids === 'all') {
      fill(`${dialect} all`, undefined, covers.end);
      return;
    }
    for (const ignored of ids) {
      if (hasEnded(ignored, settings.today)) continue;
      if (isPattern(ignored.id)) patterns.push({ ignored, suppression });
      else fill(`${dialect} ${ignored.id}`, ignored, covers.end);
    }
  }

  function fill(key: string, ignored: IgnoredId | undefined, end: number): void {
    const slot = slots.get(key);
    if (!slot) slots.set(key, { end, idle: [{ ignored, end }] });
    else {
      slot.end = Math.max(slot.end, end);
      slot.idle.push({ ignored, end });
    }
  }

  function take(key: string, at: number): boolean {
    const slot = slots.get(key);
    if (!slot || slot.end <= at) return false;
    for (const { ignored, end } of slot.idle) if (ignored && end > at) used.add(ignored);
    slot.idle = [];
    return true;
  }
}

/** Whether the day has come from which on an ignore does not count any more. */
export function hasEnded({ until }: IgnoredId, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && until <= today;
}
