import type { Finding } from '../../lint/finding.ts';
import { parseIgnoreComment, suppressionOf } from '../../lint/ignore-comment.ts';
import { lint } from '../../lint/lint.ts';
import type { LintSettings } from '../../lint/settings.ts';
import type { Suppression } from '../../lint/suppression.ts';
import { withIgnores } from '../../lint/unused-ignore.ts';
import { ignoreLines } from './ignore-file.ts';
import { ignoreRules } from '../ignore-rules/index.ts';
import type { IgnoreSubject } from '../ignore-rules/subject.ts';

/** All findings in one .dockerignore. */
export function lintIgnoreFile(
  { text, context }: Pick<IgnoreSubject, 'text' | 'context'>,
  settings: LintSettings = {},
): Finding[] {
  const subject = { text, lines: ignoreLines(text), ...(context ? { context } : {}) };
  const findings = lint(subject, ignoreRules, settings);
  return withIgnores({ text, rules: ignoreRules, findings, suppressions: ignoreSuppressions(text) }, settings);
}

/** `# gantry-ignore rule-id` covers the line below it, `# gantry-ignore-file rule-id` the file. */
export function ignoreSuppressions(text: string): Suppression[] {
  const found: Suppression[] = [];
  for (const { 0: line, index: start } of text.matchAll(/^#.*gantry-ignore.*/gm)) {
    const ignore = parseIgnoreComment(line);
    if (ignore?.dialect !== 'gantry') continue;
    const end = start + line.length;
    const below = text.indexOf('\n', text.indexOf('\n', end) + 1);
    const covers =
      ignore.scope === 'file'
        ? { start: 0, end: text.length + 1 }
        : { start: end, end: below < 0 ? text.length + 1 : below };
    found.push(suppressionOf(ignore, { start, end }, covers));
  }
  return found;
}
