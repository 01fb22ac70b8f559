import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Rule } from '../../src/lint/rule.ts';
import type { Suppression } from '../../src/lint/suppression.ts';
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
  const at = { start: 0, end: 0 };
  const suppressions: [string, Suppression, string[]][] = [
    [
      'by our id, inside its range only',
      { at, covers: { start: 0, end: 1 }, ids: ['ra'], dialect: 'gantry' },
      ['ra@2'],
    ],
    ["by a peer's id", { at, covers: { start: 0, end: 9 }, ids: ['RA'], dialect: 'hadolint' }, []],
    ['by a full alias', { at, covers: { start: 0, end: 9 }, ids: ['hadolint:RA'], dialect: 'gantry' }, []],
    ['everything', { at, covers: { start: 2, end: 3 }, ids: 'all', dialect: 'dockerfile-utils' }, ['ra@0']],
    ['another id: nothing', { at, covers: { start: 0, end: 9 }, ids: ['rb'], dialect: 'gantry' }, ['ra@0', 'ra@2']],
  ];
  for (const [name, suppression, left] of suppressions) {
    it(`silences ${name}`, () => assert.deepEqual(ids(lint('a a', [word('ra', 'a')], {}, [suppression])), left));
  }
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
    assert.equal(explain(problem, { 'Start it': '启动它' }), 'No engine answers. `s` is absent. 启动它.');
  });
});
