import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCollection } from '../../../src/extension/views/cluster/collection.ts';
import { ownedPods } from '../../../src/extension/views/cluster/owned-pods.ts';
import { named, podOf } from './objects.ts';

test('a snapshot replaces everything, and makes the collection live', () => {
  const collection = createCollection();
  assert.equal(collection.connection.state, 'connecting');
  collection.apply({ type: 'snapshot', objects: [named('Pod', 'a'), named('Pod', 'b')] });
  collection.apply({ type: 'snapshot', objects: [named('Pod', 'c')] });
  assert.deepEqual([...collection.objects.keys()], ['c']);
  assert.equal(collection.connection.state, 'live');
});

test('a change of a known object is told by its name, a new one as a new list', () => {
  const collection = createCollection();
  collection.apply({ type: 'snapshot', objects: [named('Pod', 'a')] });
  assert.deepEqual(collection.apply({ type: 'changed', object: named('Pod', 'a') }), { name: 'a' });
  assert.deepEqual(collection.apply({ type: 'changed', object: named('Pod', 'b') }), { all: true });
  assert.deepEqual(collection.apply({ type: 'deleted', object: named('Pod', 'a') }), { all: true });
  assert.deepEqual([...collection.objects.keys()], ['b']);
});

test('a lost connection keeps the last known objects until the next snapshot', () => {
  const collection = createCollection();
  collection.apply({ type: 'snapshot', objects: [named('Pod', 'a')] });
  collection.apply({ type: 'disconnected', reason: 'refused', retryInMilliseconds: 100 });
  assert.deepEqual(collection.connection, { state: 'reconnecting', reason: 'refused' });
  assert.equal(collection.objects.size, 1);
  collection.apply({ type: 'snapshot', objects: [] });
  assert.equal(collection.connection.state, 'live');
  assert.equal(collection.objects.size, 0);
});

test('pods belong to the Deployment whose ReplicaSet owns them, not to one with a longer name', () => {
  const pods = [podOf('shop', '0f', 'x'), podOf('shop-api', '0f', 'y'), named('Pod', 'alone')];
  assert.deepEqual(
    ownedPods('Deployment', 'shop', pods).map(({ metadata }) => metadata.name),
    ['shop-0f-x'],
  );
});

test('pods of other kinds are owned directly', () => {
  const pod = {
    ...named('Pod', 'db-0'),
    metadata: { name: 'db-0', ownerReferences: [{ kind: 'StatefulSet', name: 'db', uid: '1' }] },
  };
  assert.equal(ownedPods('StatefulSet', 'db', [pod]).length, 1);
  assert.equal(ownedPods('DaemonSet', 'db', [pod]).length, 0);
});
