import assert from 'node:assert/strict';
import { EventEmitter, on, once } from 'node:events';
import { test } from 'node:test';
import type { ClusterContext, WatchEvent } from '../../../src/cluster/types.ts';
import { say } from '../../../src/words/message.ts';
import { createTreeModel, MOST_SHOWN, type TreeModel } from '../../../src/extension/views/cluster/tree-model.ts';
import type { TreeNode } from '../../../src/extension/views/cluster/tree-node.ts';
import { createWatches, type Watched } from '../../../src/extension/views/cluster/watches.ts';
import { named, podOf } from './objects.ts';

const context: ClusterContext = {
  name: 'kind/dev',
  cluster: 'kind',
  user: 'me',
  server: 'https://127.0.0.1:1',
  namespace: 'shop',
  current: true,
};

/** A tree over collections that the test fills: `feed` sends an event to everyone who watches a kind. */
function createTree() {
  const events = new EventEmitter();
  const opened: Watched[] = [];
  const changes: string[] = [];
  const watches = createWatches(
    async function* (watched, signal) {
      opened.push(watched);
      const snapshot: WatchEvent = snapshots[watched.kind.kind] ?? { type: 'snapshot', objects: [] };
      if (snapshot.type === 'disconnected') throw new Error(snapshot.reason);
      yield snapshot;
      try {
        for await (const [event] of on(events, watched.kind.kind, { signal })) yield event as WatchEvent;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    (error) => String(error),
    (ids, change) => {
      for (const id of ids) changes.push(`${id} ${JSON.stringify(change)}`);
      events.emit('told');
    },
  );
  const snapshots: Record<string, WatchEvent> = {};
  const model = createTreeModel({
    contexts: () => Promise.resolve([context]),
    watches,
    translate: (message) => say(message),
  });
  return {
    model,
    watches,
    opened,
    changes,
    snapshots,
    feed: async (kind: string, event: WatchEvent) => {
      const told = once(events, 'told');
      events.emit(kind, event);
      await told;
    },
  };
}

async function open(model: TreeModel, ...labels: readonly string[]): Promise<readonly TreeNode[]> {
  let children = await model.children(undefined);
  for (const label of labels) {
    const node = children.find((child) => nameOf(child) === label);
    assert.ok(node, `${label} among ${children.map(nameOf).join(', ')}`);
    children = await model.children(node);
  }
  return children;
}

function nameOf(node: TreeNode): string {
  switch (node.type) {
    case 'context':
      return node.context;
    case 'namespace':
      return node.namespace;
    case 'group':
      return node.group;
    case 'folder':
      return node.kind;
    case 'object':
      return node.reference.name;
    case 'message':
      return node.text;
  }
}

test('the contexts are shown without connecting to any', async () => {
  const { model, opened } = createTree();
  assert.deepEqual((await open(model)).map(nameOf), ['kind/dev']);
  assert.equal(opened.length, 0);
});

test('an opened context shows its nodes and namespaces, groups and kinds follow', async () => {
  const { model, snapshots, opened } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop'), named('Namespace', 'default')] };
  assert.deepEqual((await open(model, 'kind/dev')).map(nameOf), ['Node', 'default', 'shop']);
  assert.deepEqual((await open(model, 'kind/dev', 'shop')).map(nameOf), ['workloads', 'network', 'configuration']);
  assert.deepEqual((await open(model, 'kind/dev', 'shop', 'workloads')).map(nameOf), [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
    'Pod',
  ]);
  assert.deepEqual(
    opened.map(({ kind }) => kind.kind),
    ['Namespace'],
  );
});

test('a Deployment has its own pods below it, and shares the watch of the Pods folder', async () => {
  const { model, snapshots, opened } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop')] };
  snapshots['Deployment'] = { type: 'snapshot', objects: [named('Deployment', 'shop')] };
  snapshots['Pod'] = { type: 'snapshot', objects: [podOf('shop', '0f', 'a'), podOf('other', '1f', 'b')] };
  const pods = await open(model, 'kind/dev', 'shop', 'workloads', 'Deployment', 'shop');
  assert.deepEqual(pods.map(nameOf), ['shop-0f-a']);
  assert.equal((await open(model, 'kind/dev', 'shop', 'workloads', 'Pod')).length, 2);
  assert.equal(opened.filter(({ kind }) => kind.kind === 'Pod').length, 1);
});

test('a watch ends when the last node that shows it is closed', async () => {
  const { model, watches, snapshots } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop')] };
  snapshots['Deployment'] = { type: 'snapshot', objects: [named('Deployment', 'shop')] };
  await open(model, 'kind/dev', 'shop', 'workloads', 'Deployment', 'shop');
  await open(model, 'kind/dev', 'shop', 'workloads', 'Pod');
  assert.equal(watches.count, 3);
  const folder = (await open(model, 'kind/dev', 'shop', 'workloads')).find((node) => nameOf(node) === 'Pod');
  watches.release(folder?.id ?? '');
  assert.equal(watches.count, 3, 'the Deployment still shows pods');
  const top = (await open(model))[0];
  watches.release(top?.id ?? '');
  assert.equal(watches.count, 0);
});

test('nodes keep their identity while what they show changes', async () => {
  const { model, snapshots, feed } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop')] };
  const path = ['kind/dev', 'shop', 'workloads', 'Deployment'] as const;
  snapshots['Deployment'] = { type: 'snapshot', objects: [named('Deployment', 'shop')] };
  const [before] = await open(model, ...path);
  await feed('Deployment', { type: 'changed', object: named('Deployment', 'api') });
  const after = await open(model, ...path);
  assert.deepEqual(after.map(nameOf), ['api', 'shop']);
  assert.equal(after[1], before);
});

test('events name the nodes that show them', async () => {
  const { model, snapshots, feed, changes } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop')] };
  snapshots['Deployment'] = { type: 'snapshot', objects: [named('Deployment', 'shop')] };
  await open(model, 'kind/dev', 'shop', 'workloads', 'Deployment');
  changes.length = 0;
  await feed('Deployment', { type: 'changed', object: named('Deployment', 'shop') });
  assert.deepEqual(changes, ['context:kind%2Fdev/namespace:shop/group:workloads/folder:Deployment {"name":"shop"}']);
});

test('a user who may not list namespaces sees why, and the namespace of the context', async () => {
  const { model, snapshots } = createTree();
  snapshots['Namespace'] = { type: 'disconnected', reason: 'forbidden', retryInMilliseconds: 0 };
  assert.deepEqual((await open(model, 'kind/dev')).map(nameOf), ['Error: forbidden', 'shop']);
});

test('a thousand objects are shown, the rest is counted', async () => {
  const { model, snapshots } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop')] };
  const objects = Array.from({ length: 10_000 }, (_, index) => named('Pod', `p${String(index).padStart(5, '0')}`));
  snapshots['Pod'] = { type: 'snapshot', objects };
  const shown = await open(model, 'kind/dev', 'shop', 'workloads', 'Pod');
  assert.equal(shown.length, MOST_SHOWN + 1);
  assert.equal(nameOf(shown.at(-1) as TreeNode), '9000 more');
});

test('an object is found by its reference: the way leads from its context to it', async () => {
  const { model, snapshots } = createTree();
  snapshots['Namespace'] = { type: 'snapshot', objects: [named('Namespace', 'shop')] };
  snapshots['Deployment'] = { type: 'snapshot', objects: [named('Deployment', 'shop')] };
  const [shown] = await open(model, 'kind/dev', 'shop', 'workloads', 'Deployment');
  const path = model.pathTo({ context: 'kind/dev', namespace: 'shop', kind: 'Deployment', name: 'shop' });
  assert.deepEqual(path.map(nameOf), ['kind/dev', 'shop', 'workloads', 'Deployment', 'shop']);
  assert.equal(path.at(-1), shown);
});
