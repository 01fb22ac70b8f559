import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readDotenv } from '../../../src/containerize/settings/dotenv.ts';

it('reads .env files as most readers do', () => {
  const text = [
    '# comment',
    'A=1',
    'export B = two # why',
    "C='a # b'",
    'D="x\\ny \\"z\\""',
    'E=',
    'F=http://x/#y',
    'not a line',
    'G="two\nlines"',
  ].join('\n');
  assert.deepEqual(
    [...readDotenv(text)],
    [
      ['A', '1'],
      ['B', 'two'],
      ['C', 'a # b'],
      ['D', 'x\ny "z"'],
      ['E', ''],
      ['F', 'http://x/#y'],
      ['G', 'two\nlines'],
    ],
  );
  assert.deepEqual(
    [...readDotenv('A=1\r\nB="2"\r\n')],
    [
      ['A', '1'],
      ['B', '2'],
    ],
  );
});
