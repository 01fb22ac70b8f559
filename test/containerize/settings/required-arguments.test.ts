import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requiredArguments } from '../../../src/containerize/settings/required-arguments.ts';
import { place, program, variable } from '../facts.ts';

function argumentsFor(names: readonly string[], given: readonly string[] = [], env: readonly string[] = []) {
  const requiredFlags = names.map((name) => ({ ...place, name }));
  const { args, decisions } = requiredArguments(
    program({ requiredFlags, env: env.map((one) => variable(one)) }),
    given,
  );
  return [...args, ...decisions.filter(({ chosen }) => chosen === 'none').map(({ because }) => because)];
}

describe('arguments that a program demands', () => {
  it('take their values from variables of the Secret', () => {
    assert.deepEqual(argumentsFor(['upstream-url', 'peer']), ['--upstream-url=$(UPSTREAM_URL)', '--peer=$(PEER)']);
  });
  it('are left where the plan gives them', () => {
    assert.deepEqual(argumentsFor(['addr', 'peer', 'zone'], ['serve', '--addr=:8080', '-zone', 'a']), [
      '--peer=$(PEER)',
    ]);
  });
  it('have a name of their own where the program reads that variable', () => {
    assert.deepEqual(argumentsFor(['peer'], [], ['PEER']), ['--peer=$(SHOP_PEER)']);
  });
  it('that name a file are told, not given', () => {
    assert.deepEqual(argumentsFor(['config']), [
      'The program ends at once without `--config`: mount the file that it names, and give it as an argument',
    ]);
  });
});
