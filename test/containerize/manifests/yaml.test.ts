import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { writeYaml } from '../../../src/containerize/manifests/yaml.ts';

const NASTY = [
  'true',
  'Yes',
  'no',
  'on',
  'OFF',
  'y',
  'N',
  'null',
  '~',
  '',
  ' ',
  '8080',
  '0777',
  '0x1F',
  '1_000',
  '1e3',
  '.5',
  '.inf',
  '.NaN',
  '12:30:45',
  '2026-01-01',
  '<<',
  '=',
  '- a',
  '# c',
  'a # b',
  'a: b',
  ':',
  ':8080',
  '{a}',
  '[a]',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '"q"',
  "'q'",
  'back\\slash',
  'tab\tline\nend',
  'trailing ',
  ' leading',
  '---',
  '...',
  '商店 ✓',
  '\u2028',
  '\u0085',
  '\u0007',
  '64Mi',
  '50m',
  'https://example.com/a?b=c&d=%20',
  'The Corner Shop',
  'a: b\nc:\n  - d # e\n',
  'a: 商店 # é\n\nb: ✓\n',
  'a: \u2028\nb\ufeff\n',
  'a\n\nb\n',
  ' a\nb\n',
  'a \nb\n',
  'a\n\n',
  '\n',
  '- a\n- b\n',
  'a - b',
  'yes no',
  '5s',
  '1h30m',
  '$(HOME) ${X}',
  'long '.repeat(60),
  `${'x'.repeat(50)}\n${'y'.repeat(50)}`,
];

describe('YAML', () => {
  for (const version of ['1.1', '1.2'] as const) {
    it(`every string is read back as it was, as key and as value, by YAML ${version}`, () => {
      const value = { values: NASTY, keys: Object.fromEntries(NASTY.map((text) => [text, text])) };
      assert.deepEqual(parse(writeYaml(value), { version, strict: true, merge: false }), value);
    });
  }

  it('words, paths and quantities stay bare', () => {
    assert.equal(
      writeYaml({ a: 'info', b: '/healthz', c: '256Mi', d: 'localhost:5000/shop:dev', e: '../../base', f: 'http' }),
      'a: info\nb: /healthz\nc: 256Mi\nd: localhost:5000/shop:dev\ne: ../../base\nf: http\n',
    );
  });

  it('an equal object twice is written twice, not as an alias', () => {
    const labels = { x: 'y' };
    assert.doesNotMatch(writeYaml({ a: labels, b: labels }), /[&*]/);
  });
});
