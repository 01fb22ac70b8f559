import assert from 'node:assert/strict';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { createFileTree, type ListFolder } from '../../src/dockerfile/files/file-tree.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import type { LintSettings } from '../../src/lint/settings.ts';
import type { Example, RuleInfo, RuleOptions } from '../../src/lint/rule.ts';
import { markedRanges } from '../lint/marked.ts';

/** All findings in a Dockerfile, without a .dockerignore unless given. */
export function lintText(
  text: string,
  settings: LintSettings = {},
  ignoreFile: string | null = null,
  around: { readonly file?: string; readonly list?: ListFolder } = {},
): Finding[] {
  const dockerfile = parseDockerfile(text);
  return lintDockerfile({ dockerfile, ignoreFile, file: 'Dockerfile', ...around }, settings);
}

/** Those of one rule, also of one that is off by default, with options of its own. */
export function findingsOf(
  rule: string,
  text: string,
  ignoreFile: string | null = null,
  options: RuleOptions = {},
  around: { readonly file?: string; readonly list?: ListFolder } = {},
): Finding[] {
  const settings = { enableAll: true, rules: { [rule]: { options } } };
  return lintText(text, settings, ignoreFile, around).filter((finding) => finding.rule === rule);
}

/** What is on disk, of paths; those that end with a slash are folders that nobody looks into. */
export function listOf(paths: readonly string[]): ListFolder {
  const tree = createFileTree();
  for (const path of paths) tree.add(path.replace(/\/$/, ''), path.endsWith('/') ? 'unseen' : 'file');
  return tree.list;
}

/** *bad* is reported exactly at the marks, *good* is clean, and the fix makes good of bad where the example says so. */
export function checkExample(rule: RuleInfo, { bad, good, fixed, files, options }: Example): void {
  const ignoreFile = files?.['.dockerignore'] ?? null;
  const others = Object.keys(files ?? {}).filter((name) => name !== '.dockerignore');
  const around = others.length > 0 ? { list: listOf(['Dockerfile', ...others]) } : {};
  const { text, ranges } = markedRanges(bad);
  const found = findingsOf(rule.id, text, ignoreFile, options, around);
  assert.deepEqual(
    found.map(({ start, end }) => ({ start, end })),
    ranges,
    'reported exactly at the marks',
  );
  assert.deepEqual(findingsOf(rule.id, good, ignoreFile, options, around), [], 'good is clean');
  for (const alias of found.flatMap(({ aliases }) => aliases)) assert.ok(rule.aliases.includes(alias), alias);
  if (!fixed) return;
  const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  assert.equal(applyEdits(text, edits), good, 'the fix makes good of bad');
}
