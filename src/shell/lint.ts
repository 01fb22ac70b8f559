import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { shellRules } from './rules/index.ts';
import type { ShellSubject } from './subject.ts';
import { stopsReading } from './syntax-codes.ts';
import { syntaxRules } from './syntax-rules.ts';

/** All findings in one script. In one that no shell could read only the faults of its syntax are told. */
export function lintScript(subject: ShellSubject, settings: LintSettings = {}): Finding[] {
  const rules = subject.script.problems.some(stopsReading) ? syntaxRules : shellRules;
  return lint(subject, rules, settings);
}
