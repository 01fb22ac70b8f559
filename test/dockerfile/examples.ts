import assert from 'node:assert/strict';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import type { LintSettings } from '../../src/lint/settings.ts';
import type { Example, RuleInfo, RuleOptions } from '../../src/lint/rule.ts';
import { markedRanges } from '../lint/marked.ts';

/** All findings in a Dockerfile, without a .dockerignore unless given. */
export function lintText(text: string, settings: LintSettings = {}, ignoreFile: string | null = null): Finding[] {
  return lintDockerfile({ dockerfile: parseDockerfile(text), ignoreFile, file: 'Dockerfile' }, settings);
}

/** Those of one rule, also of one that is off by default, with options of its own. */
export function findingsOf(
  rule: string,
  text: string,
  ignoreFile: string | null = null,
  options: RuleOptions = {},
): Finding[] {
  const settings = { enableAll: true, rules: { [rule]: { options } } };
  return lintText(text, settings, ignoreFile).filter((finding) => finding.rule === rule);
}

/** *bad* is reported exactly at the marks, *good* is clean, and the fix makes good of bad where the example says so. */
export function checkExample(rule: RuleInfo, { bad, good, fixed, files, options }: Example): void {
  const ignoreFile = files?.['.dockerignore'] ?? null;
  const { text, ranges } = markedRanges(bad);
  const found = findingsOf(rule.id, text, ignoreFile, options);
  assert.deepEqual(
    found.map(({ start, end }) => ({ start, end })),
    ranges,
    'reported exactly at the marks',
  );
  assert.deepEqual(findingsOf(rule.id, good, ignoreFile, options), [], 'good is clean');
  for (const alias of found.flatMap(({ aliases }) => aliases)) assert.ok(rule.aliases.includes(alias), alias);
  if (!fixed) return;
  const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  assert.equal(applyEdits(text, edits), good, 'the fix makes good of bad');
}
