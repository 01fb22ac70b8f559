import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkNode } from '../../src/cli/cluster.ts';

describe('what asks a cluster', () => {
  for (const version of ['22.19.0', '22.20.1', '24.0.0', '26.1.2'])
    it(`runs in Node ${version}`, () => {
      checkNode(version);
    });
  for (const version of ['20.20.2', '22.18.9', '18.0.0'])
    it(`says in Node ${version} which one it needs`, () => {
      assert.throws(() => {
        checkNode(version);
      }, /needs Node 22\.19 or newer; this is /);
    });
});
