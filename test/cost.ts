import assert from 'node:assert/strict';

/**
 * What a call costs, for tests that no input makes it endless. The time is that of the processor, so other programs
 * take no part in it, but collections and compilations of this one do. They only ever add: what was too slow is tried
 * again, and only what is too slow every time fails.
 */
const TRIES = 5;

/** Milliseconds of the processor. */
function cost(run: () => unknown): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Fails where a call takes longer than `limit` milliseconds each time. */
export function endsWithin(limit: number, run: () => unknown, name = 'it'): void {
  let least = Infinity;
  for (let tries = 0; tries < TRIES && least >= limit; tries++) least = Math.min(least, cost(run));
  assert.ok(least < limit, `${name} takes ${Math.round(least)} ms, not less than ${limit}`);
}

/**
 * Fails where an input of size `large` costs a good deal more than its length says against one of size `small`: twice
 * as much and more, where quadratic work costs `large / small` times as much.
 */
export function costsInProportion<Input>(
  make: (size: number) => Input,
  run: (input: Input) => unknown,
  [small, large]: readonly [small: number, large: number],
  name = 'it',
): void {
  const inputs = [make(small), make(large)] as const;
  // What runs for the first time is compiled first.
  run(make(small / 4));
  // Times below this are too coarse to compare.
  const COARSE = 15;
  const least = { small: Infinity, large: Infinity };
  const limit = () => Math.max(least.small, COARSE) * (large / small) * 2.3;
  for (let tries = 0; tries < TRIES && (tries === 0 || least.large >= limit()); tries++) {
    least.small = Math.min(
      least.small,
      cost(() => run(inputs[0])),
    );
    least.large = Math.min(
      least.large,
      cost(() => run(inputs[1])),
    );
  }
  const said = `${name}: ${Math.round(least.small)} ms for ${small}, ${Math.round(least.large)} ms for ${large}`;
  assert.ok(least.large < limit(), said);
}
