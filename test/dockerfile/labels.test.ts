import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOfType } from '../../src/dockerfile/label-types.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import type { RuleOptions } from '../../src/lint/rule.ts';
import { say } from '../../src/words/message.ts';
import { findingsOf as of, lintText } from './examples.ts';
import { endsWithin } from '../cost.ts';

const findingsOf = (rule: string, text: string, options: RuleOptions = {}) => of(rule, text, null, options);

const label = (text: string) => `FROM alpine:3.23\nLABEL ${text}\nUSER 1\n`;

describe('kinds of label values', () => {
  const kinds: Readonly<Record<string, { yes: readonly string[]; no: readonly string[] }>> = {
    text: { yes: ['', 'anything at all', '${V}'], no: [] },
    url: {
      yes: [
        'https://x.example/y',
        'HTTP://X',
        'mailto:a@b',
        'file:///x',
        'urn:isbn:1',
        'http://[::1]/',
        'https://a.b/?q=1&r=%20#x',
      ],
      no: [
        '',
        'x.example',
        '//x',
        '/path',
        'a/b',
        'http://a b',
        'git@github.com:a/b',
        'http://a.b/%zz',
        '1x:y',
        '${URL}',
        'https://a.b/{x}',
      ],
    },
    email: {
      yes: ['a@b', 'a@b.example', 'a.b+c@d.example', '"a b"@c.d', 'a@[127.0.0.1]', 'a@b.c.'],
      no: ['', 'A <a@b.c>', 'a@b c', '@b', 'a@', 'a@@b', 'a..b@c.d', 'a@b-.c', 'a'],
    },
    semver: {
      yes: ['1.2.3', '0.0.0', '1.2.3-rc.1', '1.2.3+b.7', '1.2.3-a-b+c-d', '10.20.30'],
      no: ['', '1.2', 'v1.2.3', '1', '1.2.3.4', '1.2.3-', '1.2.3+', '${V}', 'latest'],
    },
    rfc3339: {
      yes: [
        '2021-03-23T12:00:00Z',
        '2021-03-23T12:00:00+01:00',
        '2021-03-23T12:00:00.123Z',
        '2021-03-23t12:00:00z',
        '2021-03-23T23:59:60Z',
        '2024-02-29T00:00:00Z',
      ],
      no: [
        '',
        '2021-03-23',
        '2021-03-23 12:00:00Z',
        '2021-03-23T12:00:00',
        '2021-02-30T12:00:00Z',
        '2021-03-23T24:00:00Z',
        '2021-03-23T12:00Z',
        '2021-13-01T00:00:00Z',
        '1616500000',
        '2023-02-29T00:00:00Z',
      ],
    },
    hash: {
      yes: ['abcdef0', 'a1b2c3d4', '0123456789012345678901234567890123456789', '0'.repeat(64)],
      no: ['', 'abcdef', 'ABCDEF0', 'abcdefg', 'main', '0'.repeat(41), '0'.repeat(65)],
    },
    spdx: {
      yes: [
        'MIT',
        'Apache-2.0',
        '0BSD',
        'GPL-3.0-only',
        'BUSL-1.1',
        'MIT OR Apache-2.0',
        'MIT AND (Apache-2.0 OR BSD-3-Clause)',
        'GPL-2.0-only WITH Classpath-exception-2.0',
        'Apache-2.0+',
        'LicenseRef-ours',
      ],
      no: [
        '',
        'mit',
        'Apache2',
        'GPL-2.0',
        'Proprietary',
        'NONE',
        'MIT OR',
        'OR MIT',
        '(MIT',
        'MIT)',
        'MIT Apache-2.0',
        'MIT/Apache-2.0',
        'MIT WITH',
        '('.repeat(100_000),
      ],
    },
  };
  for (const [kind, { yes, no }] of Object.entries(kinds)) {
    for (const value of yes) it(`${kind}: \`${value}\``, () => assert.ok(isOfType(value, kind)));
    for (const value of no) it(`not ${kind}: \`${value.slice(0, 40)}\``, () => assert.ok(!isOfType(value, kind)));
  }
  it('are decided in linear time', () => {
    for (const kind of Object.keys(kinds)) endsWithin(500, () => isOfType(`${'a.'.repeat(200_000)}@`, kind), kind);
  });
});

describe('label values', () => {
  const said = (text: string, schema: object) =>
    findingsOf('label-values', label(text), { schema }).map(({ start, end, aliases }) => [
      label(text).slice(start, end),
      ...aliases,
    ]);
  const rows: [text: string, schema: object, said: string[][]][] = [
    ['a=1.2', { a: 'semver' }, [['1.2', 'hadolint:DL3056']]],
    ['a 1.2', { a: 'semver' }, [['1.2', 'hadolint:DL3056']]],
    ['"a"="1.2"', { a: 'semver' }, [['"1.2"', 'hadolint:DL3056']]],
    ['a=1 \\\n  b=2', { b: 'url' }, [['2', 'hadolint:DL3052']]],
    ['a=x a=1.2.3', { a: 'semver' }, [['x', 'hadolint:DL3056']]],
    ['a=""', { a: 'text' }, [['""', 'hadolint:DL3051']]],
    ['a=""', { a: 'url' }, [['""', 'hadolint:DL3051', 'hadolint:DL3052']]],
    ['a=', { a: 'email' }, [['a', 'hadolint:DL3051', 'hadolint:DL3058']]],
    ['a=" "', { a: 'text' }, []],
    ['a=$V', { a: 'text' }, []],
    ['a=$V', { a: 'hash' }, [['$V', 'hadolint:DL3055']]],
    ['b=1.2', { a: 'semver' }, []],
    ['a=1.2', {}, []],
  ];
  for (const [text, schema, expected] of rows) {
    it(`${JSON.stringify(text)} by ${JSON.stringify(schema)}`, () => assert.deepEqual(said(text, schema), expected));
  }
  it('say what is wrong with the name of the label', () => {
    const [one] = findingsOf('label-values', label('a=soon'), { schema: { a: 'rfc3339' } });
    assert.equal(say(one?.message ?? ['']), 'The label `a` is no time like 2026-01-31T12:00:00Z: `soon`');
  });
});

describe('required labels', () => {
  const missing = (text: string, ...labels: string[]) => {
    const schema = Object.fromEntries(labels.map((name) => [name, 'text']));
    return findingsOf('required-labels', text, { schema }).map(({ message }) => say(message));
  };
  const silent: readonly [name: string, text: string][] = [
    ['in the final stage', 'FROM a AS b\nFROM c\nLABEL x=1'],
    ['in the stage that it is based on', 'FROM a AS b\nLABEL x=1\nFROM b AS c\nFROM c'],
    ['quoted', 'FROM a\nLABEL "x"="1"'],
    ['empty', 'FROM a\nLABEL x='],
    ['no stage at all', 'LABEL x=1'],
  ];
  for (const [name, text] of silent) it(`are there: ${name}`, () => assert.deepEqual(missing(text, 'x'), []));
  const speaks: readonly [name: string, text: string][] = [
    ['nowhere', 'FROM a'],
    ['in a stage that is only copied from', 'FROM a AS b\nLABEL x=1\nFROM c\nCOPY --from=b /a /a'],
    ['for images based on this one', 'FROM a\nONBUILD LABEL x=1'],
    ['another one', 'FROM a\nLABEL X=1'],
  ];
  for (const [name, text] of speaks) {
    it(`are missing: ${name}`, () => assert.deepEqual(missing(text, 'x'), ['The image has no label `x`']));
  }
  it('are told one by one, and added to be filled in', () => {
    assert.equal(missing('FROM a\n', 'x', 'y').length, 2);
    const text = 'FROM a\r\nUSER 1\r\n';
    const [one] = findingsOf('required-labels', text, { schema: { x: 'text' } });
    assert.equal(applyEdits(text, one?.fixes?.[0]?.edits ?? []), 'FROM a\r\nLABEL x=""\r\nUSER 1\r\n');
    assert.equal(one?.fixes?.[0]?.safe, false);
  });
});

describe('other labels', () => {
  const options = { schema: { a: 'text' }, strict: true };
  const rows: [text: string, after: string][] = [
    ['LABEL b=1', ''],
    ['LABEL a=1 b=2', 'LABEL a=1\n'],
    ['LABEL b=2 a=1', 'LABEL a=1\n'],
    ['LABEL a=1 \\\n      b=2 \\\n      a=3', 'LABEL a=1 \\\n      a=3\n'],
    ['LABEL b 2', ''],
  ];
  for (const [text, after] of rows) {
    it(`${JSON.stringify(text)} loses them`, () => {
      const file = `FROM x\n${text}\nUSER 1\n`;
      const [one, ...more] = findingsOf('no-other-labels', file, options);
      assert.deepEqual([more.length, one?.aliases], [0, ['hadolint:DL3050']]);
      assert.equal(applyEdits(file, one?.fixes?.[0]?.edits ?? []), `FROM x\n${after}USER 1\n`);
    });
  }
  it('stay where a comment stands between', () => {
    const file = 'FROM x\nLABEL a=1 \\\n# why\n  b=2\n';
    assert.deepEqual(findingsOf('no-other-labels', file, options)[0]?.fixes, []);
  });
  it('are nobody’s concern unless it is strict', () => {
    assert.deepEqual(findingsOf('no-other-labels', label('b=1'), { schema: { a: 'text' } }), []);
    assert.equal(findingsOf('no-other-labels', label('b=1'), { strict: true }).length, 1);
  });
});

describe('without a schema', () => {
  it('nothing is said of labels', () => {
    const said = lintText(label('a= b=$X c="?"')).map(({ rule }) => rule);
    for (const rule of ['required-labels', 'no-other-labels', 'label-values']) assert.ok(!said.includes(rule), rule);
  });
});
