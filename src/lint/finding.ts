import type { Range, Report, Severity } from './rule.ts';

/** A report with everything settled: which rule, how grave, which peers' ids. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly aliases: readonly string[];
}

/** The same finding where the text that it is about has moved to. */
export function movedBy(finding: Finding, distance: number): Finding {
  const { fixes } = finding;
  const moved = { ...finding, ...movedRange(finding, distance) };
  if (!fixes) return moved;
  return {
    ...moved,
    fixes: fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, ...movedRange(edit, distance) })),
    })),
  };
}

function movedRange({ start, end }: Range, distance: number): Range {
  return { start: start + distance, end: end + distance };
}
