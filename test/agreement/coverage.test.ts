import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixOf } from '../../scripts/coverage/fix-of.ts';
import { readCsv } from '../../scripts/coverage/read-csv.ts';
import { coverage } from '../../scripts/coverage/table.ts';
import { dockerfileRules } from '../../src/dockerfile/rules/index.ts';
import type { RuleInfo } from '../../src/lint/rule.ts';
import { shellRules } from '../../src/shell/rules/index.ts';

const rule = (id: string) => [...dockerfileRules, ...shellRules].find((one) => one.id === id) ?? assert.fail(id);

describe('coverage', () => {
  it('reads tables', () => {
    const text = 'a,b\r\n1,"x, ""y"""\n,2\n"z\nz",\n';
    const rows = [
      { a: '1', b: 'x, "y"' },
      { a: '', b: '2' },
      { a: 'z\nz', b: '' },
    ];
    assert.deepEqual(readCsv(text), rows);
    assert.deepEqual(readCsv(text.trimEnd()), rows);
    assert.deepEqual(readCsv(''), []);
  });

  for (const [id, kind] of [
    ['apt-get-assume-yes', 'safe'],
    ['no-recommended-packages', 'offered'],
    ['pinned-apt-packages', 'none'],
    ['modern-substitution', 'safe'],
  ] as const)
    it(`finds that the fix of ${id} is ${kind}`, () => {
      assert.equal(fixOf(rule(id)), kind);
    });

  it('counts what is covered by source', () => {
    const info = (id: string, aliases: readonly string[]): RuleInfo => ({ ...rule('apt-get-assume-yes'), id, aliases });
    const rules = [info('a', ['x:1', 'y:1']), info('b', ['x:2'])];
    const wanted = ['x:1', 'x:2', 'x:3', 'y:1'].map((alias) => {
      const [source = '', id = ''] = alias.split(':');
      return { source, id };
    });
    const text = coverage(rules, ({ id }) => (id === 'a' ? 'safe' : 'none'), wanted);
    for (const line of [
      '| x | 3 | 2 | 1 | 1 |',
      '| y | 1 | 1 | 1 | 1 |',
      '| **all** | 4 | 3 | 2 | 2 |',
      '2 rules, 1 of them with a fix. Not covered: x:3.',
    ])
      assert.ok(text.split('\n').includes(line), `${line} in\n${text}`);
  });
});
