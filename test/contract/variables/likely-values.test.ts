import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { likelyValues } from '../../../src/contract/variables/value-type.ts';

describe('what was meant by a number with a unit', () => {
  const table: readonly [value: string, meant: readonly string[]][] = [
    ['5s', ['5']],
    ['20 percent', ['20']],
    ['4Mi', ['4194304']],
    ['4 MiB', ['4194304']],
    ['1G', ['1000000000', '1073741824']],
    ['64kb', ['64000', '65536']],
    ['5m', ['5']],
    ['many', []],
  ];
  for (const [value, meant] of table) it(value, () => assert.deepEqual(likelyValues(value, 'int', null), meant));
});
