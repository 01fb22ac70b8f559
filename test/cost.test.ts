import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { costsInProportion, endsWithin } from './cost.ts';

describe('what a call costs', () => {
  const steps = (count: number) => {
    let sum = 0;
    for (let step = 0; step < count; step++) sum += step % 7;
    return sum;
  };
  const size = (of: number) => of;
  it('is in proportion where four times the input takes four times the steps', () => {
    costsInProportion(size, (of) => steps(of * 5000), [5000, 20_000]);
  });
  it('is not in proportion where it takes sixteen times the steps', () => {
    assert.throws(() => costsInProportion(size, (of) => steps(of * of), [5000, 20_000]), /ms for 5000, .* for 20000/);
  });
  it('is too much where every call takes too long, not where one does', () => {
    assert.throws(() => endsWithin(1, () => steps(20_000_000)), /not less than 1$/);
    let calls = 0;
    endsWithin(30, () => steps(calls++ === 0 ? 100_000_000 : 1000));
  });
});
