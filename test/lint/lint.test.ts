import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Rule } from '../../src/lint/rule.ts';
import type { Level, RuleSetting } from '../../src/lint/settings.ts';
import { explain, Problem } from '../../src/words/problem.ts';
import { say } from '../../src/words/message.ts';

/** Reports every occurrence of a word in a text. */
const word = (id: string, text: string, extra: Partial<Rule<string>> = {}): Rule<string> => ({
  id,
  title: id,
  severity: 'warning',
  aliases: [`hadolint:${id.toUpperCase()}`],
  why: '',
  examples: [],
  exampleOf: 'dockerfile',
  *check(subject) {
    for (let at = subject.indexOf(text); at >= 0; at = subject.indexOf(text, at + 1)) {
      yield { start: at, end: at + text.length, message: ['`{0}`', text] };
    }
  },
  ...extra,
});
const ids = (findings: readonly { rule: string; start: number }[]) =>
  findings.map(({ rule, start }) => `${rule}@${start}`);

describe('lint', () => {
  it('sorts findings by position and adds what the rule knows', () => {
    const findings = lint('b a b', [word('rb', 'b'), word('ra', 'a')]);
    assert.deepEqual(ids(findings), ['rb@0', 'ra@2', 'rb@4']);
    assert.deepEqual(findings[0]?.aliases, ['hadolint:RB']);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['warning', 'warning', 'warning'],
    );
  });
  it('keeps rules that are off by default silent unless set or all are enabled', () => {
    const rule = word('ra', 'a', { off: true });
    assert.equal(lint('a', [rule]).length, 0);
    assert.equal(lint('a', [rule], { rules: { ra: { severity: 'hint' } } })[0]?.severity, 'hint');
    assert.equal(lint('a', [rule], { enableAll: true }).length, 1);
    assert.equal(lint('a', [rule], { enableAll: true, rules: { ra: { severity: 'off' } } }).length, 0);
  });
  it('lets a setting win over the report, and the report over the rule', () => {
    const rule = word('ra', 'a', {
      *check() {
        yield { start: 0, end: 1, message: ['x'], severity: 'error' };
      },
    });
    assert.equal(lint('a', [rule])[0]?.severity, 'error');
    assert.equal(lint('a', [rule], { rules: { ra: { severity: 'info' } } })[0]?.severity, 'info');
  });
  it('takes `on` for what the rule and the report say', () => {
    const rule = word('ra', 'a', { off: true });
    assert.equal(lint('a', [rule], { rules: { ra: { severity: 'on' } } })[0]?.severity, 'warning');
  });
  it('says of what nobody set only errors and warnings when it is to be quiet', () => {
    const advice = word('ra', 'a', { severity: 'hint' });
    assert.equal(lint('a', [advice], { quiet: true }).length, 0);
    assert.equal(lint('a', [advice], { quiet: true, rules: { ra: { severity: 'hint' } } }).length, 1);
    assert.equal(lint('a', [word('ra', 'a')], { quiet: true }).length, 1);
  });
});

describe('levels by alias', () => {
  /** Says `hadolint:A` of every `a` and `hadolint:B` of every `b`; of `c` both. */
  const rule: Rule<string> = word('letters', '', {
    aliases: ['hadolint:A', 'hadolint:B', 'trivy:X'],
    *check(subject) {
      for (const { index: start, 0: letter } of subject.matchAll(/./g)) {
        const aliases = { a: ['hadolint:A'], b: ['hadolint:B'], c: ['hadolint:A', 'hadolint:B'] }[letter] ?? [];
        yield { start, end: start + 1, message: ['`{0}`', letter], aliases };
      }
    },
  });
  const off: Rule<string> = { ...rule, off: true };
  const found = (one: Rule<string>, setting: RuleSetting) =>
    lint('abcd', [one], { rules: { letters: setting } }).map(
      ({ start, severity }) => `${'abcd'[start] ?? ''} ${severity}`,
    );
  const levels = (...entries: [string, Level][]) => new Map(entries);
  it('set only the findings that carry it', () => {
    assert.deepEqual(found(rule, { aliases: levels(['hadolint:A', 'off']) }), ['b warning', 'd warning']);
    assert.deepEqual(found(rule, { aliases: levels(['hadolint:B', 'hint']) }), [
      'a warning',
      'b hint',
      'c hint',
      'd warning',
    ]);
  });
  it('of several the last counts', () => {
    assert.deepEqual(found(rule, { aliases: levels(['hadolint:A', 'off'], ['hadolint:B', 'error']) }), [
      'b error',
      'c error',
      'd warning',
    ]);
  });
  it('win over the level of the rule', () => {
    assert.deepEqual(found(rule, { severity: 'info', aliases: levels(['hadolint:A', 'error']) }), [
      'a error',
      'b info',
      'c error',
      'd info',
    ]);
    assert.deepEqual(found(rule, { severity: 'off', aliases: levels(['hadolint:A', 'on']) }), [
      'a warning',
      'c warning',
    ]);
  });
  it('turn a part of a rule on that is off', () => {
    assert.deepEqual(found(off, { aliases: levels(['hadolint:A', 'on']) }), ['a warning', 'c warning']);
    assert.deepEqual(found(off, { aliases: levels(['hadolint:A', 'hint']) }), ['a hint', 'c hint']);
    assert.deepEqual(found(off, { aliases: levels(['trivy:X', 'on']) }), []);
  });
  it('hold with all rules enabled', () => {
    const settings = { enableAll: true, rules: { letters: { aliases: levels(['hadolint:A', 'off']) } } };
    assert.deepEqual(
      lint('ab', [off], settings).map(({ start }) => start),
      [1],
    );
  });
});

describe('edits', () => {
  it('apply in order whatever order they come in', () => {
    assert.equal(
      applyEdits('abc', [
        { start: 2, end: 3, text: 'Z' },
        { start: 0, end: 0, text: '>' },
      ]),
      '>abZ',
    );
  });
  it('leave out an edit that overlaps an earlier one', () => {
    assert.equal(
      applyEdits('abcd', [
        { start: 0, end: 2, text: 'x' },
        { start: 1, end: 3, text: 'y' },
      ]),
      'xcd',
    );
  });
});

describe('sentences', () => {
  it('fill their arguments, in English or translated', () => {
    assert.equal(say(['`{0}` of {1}', 'a', 2]), '`a` of 2');
    assert.equal(say(['`{0}` of {1}', 'a', 2], { '`{0}` of {1}': '{1}的`{0}`' }), '2的`a`');
  });
  it('tell what, why and next', () => {
    const problem = new Problem({
      kind: 'no-engine',
      what: ['No engine answers'],
      why: ['`{0}` is absent', 's'],
      next: ['Start it'],
    });
    assert.equal(problem.message, 'No engine answers. `s` is absent. Start it.');
    assert.equal(explain(problem, { 'Start it': '启动它' }), 'No engine answers. `s` is absent. 启动它。');
  });
});
