import assert from 'node:assert/strict';
import type { Finding } from '../../src/lint/finding.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import type { Example, RuleInfo } from '../../src/lint/rule.ts';
import { commandsOfScript } from '../../src/shell/commands.ts';
import { type Dialect, shebangOf } from '../../src/shell/dialect.ts';
import { lintScript } from '../../src/shell/lint.ts';
import { parseShell } from '../../src/shell/parse.ts';
import { shellSubject, type ShellSubject } from '../../src/shell/subject.ts';
import { markedRanges } from '../lint/marked.ts';

/** A script as rules see it: of `sh`, unless its first line names another shell. */
export function subjectOf(text: string, variables: readonly string[] = []): ShellSubject {
  const script = parseShell({ text, at: (index) => index });
  const { dialect, options } = shebangOf(text) ?? { dialect: 'sh' as Dialect, options: new Set<string>() };
  const commands = () => commandsOfScript(script);
  return shellSubject({ script, dialect, options, variables: new Set(variables), commands });
}

/** What a rule finds in a script, also if it is off by default. */
export function findingsOf(rule: string, text: string, variables: readonly string[] = []): Finding[] {
  return lintScript(subjectOf(text, variables), { enableAll: true }).filter((finding) => finding.rule === rule);
}

/** *bad* is reported exactly at the marks, *good* is clean, and the fix makes good of bad where the example says so. */
export function checkExample(rule: RuleInfo, { bad, good, fixed }: Example): void {
  const { text, ranges } = markedRanges(bad);
  const found = findingsOf(rule.id, text);
  assert.deepEqual(
    found.map(({ start, end }) => ({ start, end })),
    ranges,
    'reported exactly at the marks',
  );
  assert.deepEqual(findingsOf(rule.id, good), [], 'good is clean');
  for (const alias of found.flatMap(({ aliases }) => aliases)) assert.ok(rule.aliases.includes(alias), alias);
  if (!fixed) return;
  const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  assert.equal(applyEdits(text, edits), good, 'the fix makes good of bad');
}
