import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import { shellRules } from './rules/index.ts';
import type { ShellSubject } from './subject.ts';

/** All findings in one script. In one that no shell could read nothing else is looked for. */
export function lintScript(subject: ShellSubject, settings: LintSettings = {}): Finding[] {
  if (subject.script.problems.some(({ fatal }) => fatal)) return [];
  return lint(subject, shellRules, settings);
}
