import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { createRefresher, type ObjectChange } from '../../../src/extension/views/cluster/refresh.ts';

interface Flush {
  readonly nodes: readonly string[];
  readonly objects: readonly ObjectChange[];
}

function collect() {
  const flushes = new EventEmitter();
  const refresher = createRefresher((nodes, objects) => {
    flushes.emit('flush', { nodes, objects });
  });
  const flushed = once(flushes, 'flush').then(([flush]) => flush as Flush);
  return { refresher, flushed };
}

test('a thousand events make one refresh', async () => {
  const { refresher, flushed } = collect();
  for (let index = 0; index < 1000; index++) refresher.changed(['folder'], { name: `p${index % 10}` }, 10);
  const { nodes, objects } = await flushed;
  assert.deepEqual(nodes, []);
  assert.equal(objects.length, 10);
});

test('an object is not refreshed on its own where its whole folder is', async () => {
  const { refresher, flushed } = collect();
  refresher.changed(['folder'], { name: 'a' }, 1);
  refresher.changed(['folder'], { all: true }, 1);
  refresher.changed(['other'], { name: 'b' }, 1);
  assert.deepEqual(await flushed, { nodes: ['folder'], objects: [{ parent: 'other', name: 'b' }] });
});

test('large collections are refreshed less often', async () => {
  const { refresher, flushed } = collect();
  const started = performance.now();
  refresher.changed(['folder'], { all: true }, 10_000);
  await flushed;
  assert.ok(performance.now() - started >= 450);
});
