import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveCluster } from '../../src/contract/live/live-cluster.ts';
import {
  clusterNotification,
  type ClusterParams,
  type GraphParams,
  graphRequest,
  type GraphResult,
  type ReadLiveParams,
} from '../../src/server/protocol.ts';
import { FILES, liveCluster, liveConfig, SECRET } from '../contract/live/live.ts';
import { type Editor, type EditorOptions, startEditor } from './harness.ts';

const FACTS: ClusterParams['facts'] = { version: 'v1.36.3', definitions: [] };
const MAIN = FILES['main.go'] ?? '';

async function connect(editor: Editor, facts = FACTS): Promise<void> {
  const told = editor.refreshed();
  await editor.notify(clusterNotification, { facts } satisfies ClusterParams);
  await told;
}

async function graph(editor: Editor, more: Partial<GraphParams> = {}): Promise<GraphResult> {
  return (await editor.request(graphRequest, { folder: editor.uri(''), ...more })) as GraphResult;
}

async function hover(editor: Editor, needle: string): Promise<string> {
  const found = await editor.hover('main.go', MAIN, needle);
  return (found?.contents as { value: string } | undefined)?.value ?? '';
}

const liveIn = ({ graph: { nodes } }: GraphResult) => nodes.filter(({ kind }) => kind === 'live').length;

/** Asks the editor, and keeps what it was asked. */
function asking(
  answer: () => LiveCluster | null,
): { readonly asked: ReadLiveParams[] } & Pick<EditorOptions, 'readLive'> {
  const asked: ReadLiveParams[] = [];
  return {
    asked,
    readLive(params) {
      asked.push(params);
      return { context: 'kind', live: answer() };
    },
  };
}

describe('what a connected cluster has', () => {
  it('is in the graph as long as the user is connected, and asked for only then', async () => {
    const { asked, readLive } = asking(() => liveCluster());
    const editor = await startEditor({ files: FILES, ...(readLive ? { readLive } : {}) });
    assert.deepEqual([liveIn(await graph(editor)), (await graph(editor)).cluster, asked.length], [0, null, 0]);
    await connect(editor);
    const first = await graph(editor);
    assert.deepEqual([liveIn(first), first.cluster], [4, { context: 'kind', answers: true }]);
    assert.deepEqual(
      asked[0]?.targets.map(({ kind, namespace, name }) => `${kind} ${String(namespace)}/${name}`),
      ['Deployment null/shop', 'Secret null/shop-secret', 'ConfigMap null/shop-config', 'Service null/shop'],
    );
    await connect(editor, null);
    assert.deepEqual([liveIn(await graph(editor)), asked.length], [0, 1]);
    await editor.stop();
  });

  it('is asked for once in a while, however often somebody looks; and again when they say so', async () => {
    const { asked, readLive } = asking(() => liveCluster());
    const editor = await startEditor({ files: FILES, ...(readLive ? { readLive } : {}) });
    await connect(editor);
    for (let times = 0; times < 5; times++) await graph(editor);
    assert.equal(asked.length, 1);
    await graph(editor, { afresh: true });
    assert.equal(asked.length, 2);
    await editor.stop();
  });

  it('goes with a cluster that does not answer any more', async () => {
    let live: LiveCluster | null = liveCluster();
    const { readLive } = asking(() => live);
    const editor = await startEditor({ files: FILES, ...(readLive ? { readLive } : {}) });
    await connect(editor);
    assert.equal(liveIn(await graph(editor)), 4);
    live = null;
    const gone = await graph(editor, { afresh: true });
    assert.deepEqual([liveIn(gone), gone.cluster], [0, { context: 'kind', answers: false }]);
    await editor.stop();
  });

  it('is no fault of an editor that cannot say', async () => {
    const editor = await startEditor({ files: FILES });
    await connect(editor);
    assert.deepEqual([liveIn(await graph(editor)), (await graph(editor)).cluster], [0, null]);
    await editor.stop();
  });
});

describe('the hover on a variable in Go', () => {
  it('says what it is in every namespace, and never what a Secret holds', async () => {
    const { readLive } = asking(() => liveCluster({ configs: [liveConfig({ data: { LOG_LEVEL: 'debug' } }), SECRET] }));
    const editor = await startEditor({ files: FILES, ...(readLive ? { readLive } : {}) });
    await editor.open('main.go', MAIN);
    await graph(editor);
    assert.match(await hover(editor, '"LOG_LEVEL"'), /\| Deployment shop \| `info` \|$/);
    await connect(editor);
    assert.match(
      await hover(editor, '"LOG_LEVEL"'),
      /\| Deployment shop \| `info` \|\n\nOn the cluster of `kind`\n\n\| Workload \| Namespace \| Value \|\n\| --- \| --- \| --- \|\n\| Deployment shop \| `shop` \| `debug` \|$/,
    );
    assert.match(await hover(editor, '"DB_PASSWORD"'), /\| `shop` \| of Secret `shop-secret`: `•+` \|$/);
    await editor.stop();
  });

  it('does not wait for a cluster that takes its time', async () => {
    const editor = await startEditor({ files: FILES, readLive: () => new Promise(() => undefined) });
    await editor.open('main.go', MAIN);
    await graph(editor);
    await connect(editor);
    assert.match(await hover(editor, '"LOG_LEVEL"'), /`info` \|$/);
    await editor.stop();
  });
});
