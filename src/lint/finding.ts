import type { Report, Severity } from './rule.ts';

/** A report with everything settled: which rule, how grave, which peers' ids. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly aliases: readonly string[];
}
