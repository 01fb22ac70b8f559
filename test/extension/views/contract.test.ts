import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelOf } from '../../../src/extension/views/contract/model.ts';
import type { GraphResult } from '../../../src/server/protocol.ts';
import { say } from '../../../src/words/message.ts';
import { broken, healthy } from '../../contract/seed.ts';
import { FILES, liveCluster, liveDeployment } from '../../contract/live/live.ts';
import { graphOf, projectOf, type Texts } from '../../contract/workspace.ts';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';

const speak = (message: Parameters<typeof say>[0]) => say(message).replaceAll('`', '');

async function modelFor(
  texts: Texts,
  program: string | null = 'program:./cmd/shop',
  more: Partial<GraphResult> = {},
  remembered: Parameters<typeof modelOf>[1] = [],
) {
  const graph = await graphOf(texts, program ?? undefined);
  const programs = program === null ? [] : [{ id: program, name: 'shop', folder: 'cmd/shop', module: '.' }];
  return modelOf({ programs, program, graph, questions: [], unmatched: [], cluster: null, ...more }, remembered, speak);
}

describe('the model of the contract view', () => {
  it('has a box for each thing, from the source on the left to the Service on the right', async () => {
    const { title, boxes, edges } = await modelFor(await healthy('shop'));
    assert.equal(title, 'Contract of shop');
    assert.deepEqual(
      boxes
        .map(({ column, rows: [head] }) => `${column} ${head?.kind ?? ''}`)
        .filter((one) => !one.includes('not here')),
      ['0 program', '1 image', '2 Deployment', '3 ConfigMap', '3 ServiceAccount', '3 Service'],
    );
    const rows = new Set(boxes.flatMap((box) => box.rows.map(({ id }) => id)));
    for (const { from, to } of edges) assert.ok(rows.has(from) && rows.has(to), `${from} → ${to}`);
    assert.ok(!edges.some(({ text }) => text === 'has'));
  });

  it('puts every node into one box', async () => {
    const texts = await healthy('shop');
    const { boxes } = await modelFor(texts);
    const rows = boxes.flatMap((box) => box.rows.map(({ id }) => id));
    assert.equal(new Set(rows).size, rows.length);
    const { nodes } = await graphOf(texts, 'program:./cmd/shop');
    assert.deepEqual([...rows].sort(), nodes.map(({ id }) => id).sort());
  });

  it('says first what is broken, and why', async () => {
    const change = [{ file: 'deploy/base/deployment.yaml', from: 'containerPort: 8080', to: 'containerPort: 8081' }];
    const texts = broken(await healthy('shop'), { what: 'port', sample: 'shop', change, found: [] });
    const [first] = (await modelFor(texts)).edges;
    assert.equal(first?.state, 'broken');
    assert.equal(first.text, 'shop does not listen on 8081, but on 8080');
  });

  it('helps where there is little to see', async () => {
    const alone = await modelFor(serverFiles(':8080'), 'program:.');
    assert.deepEqual(
      alone.notices[0]?.actions.map(({ id }) => id),
      ['containerize'],
    );
    const manifests = await modelFor({ 'd.yaml': deploymentOf('ports: [{ containerPort: 80 }]') }, null);
    assert.match(manifests.notices[0]?.text ?? '', /no Go program/);
    assert.equal(manifests.boxes.length, 1);
    const several = [1, 2].map((number) => ({ id: `program:${number}`, name: 'x', folder: 'x', module: '.' }));
    const one = await modelFor(await healthy('shop'), 'program:./cmd/shop', { programs: several });
    assert.deepEqual(
      one.notices[0]?.actions.map(({ id }) => id),
      ['pick'],
    );
  });

  it('leads to the containers of which nobody knows what they run, where the program has none', async () => {
    const unmatched = [{ container: 'Deployment/shop/manager', image: 'controller:latest' }];
    const { notices } = await modelFor(serverFiles(':8080'), 'program:.', { unmatched });
    assert.deepEqual(
      notices[0]?.actions.map(({ id }) => id),
      ['containerize', 'match'],
    );
  });

  it('tells things that are called alike apart by their files', async () => {
    const { boxes } = await modelFor({ ...FILES, 'contrib/shop.yaml': FILES['d.yaml'] ?? '' }, 'program:.');
    const heads = boxes.map(({ rows: [head] }) => `${head?.kind ?? ''} ${head?.label ?? ''}`);
    assert.ok(heads.includes('Deployment shop · shop.yaml'), heads.join('; '));
    assert.ok(!heads.includes('Deployment shop'), heads.join('; '));
  });

  it('shows what is on the cluster with what it was made from, and whose cluster that is', async () => {
    const live = liveCluster({ configs: [], workloads: [liveDeployment({}, { ports: [9090] })] });
    const { boxes, edges, notices } = await modelFor(FILES, 'program:.', {
      graph: (await projectOf(FILES)).graph('program:.', live),
      cluster: { context: 'kind', answers: true },
    });
    const box = boxes.find(({ rows: [head] }) => head?.kind === 'Deployment');
    assert.deepEqual(
      box?.rows.map(({ kind, label, depth }) => `${depth} ${kind} ${label}`),
      ['0 Deployment shop', '1 on the cluster shop/shop', '2 Pods 1/1', '1 container shop', '2 port 8080'],
    );
    assert.deepEqual(
      edges.filter(({ state }) => state === 'broken').map(({ text }) => text),
      [
        'ConfigMap shop-config is not in namespace shop',
        'Secret shop-secret is not in namespace shop',
        'shop declares 9090 on the cluster',
      ],
    );
    assert.deepEqual(
      notices.map(({ text, actions }) => [text, actions.map(({ id }) => id)]),
      [['With live objects of kind', ['refresh']]],
    );
    const silent = await modelFor(FILES, 'program:.', { cluster: { context: 'kind', answers: false } });
    assert.match(silent.notices[0]?.text ?? '', /kind does not answer/);
  });

  it('says what the user has said', async () => {
    const { decisions } = await modelFor(serverFiles(':8080'), 'program:.', {}, [
      { container: 'Deployment/a/b', program: 'cmd/a' },
      { container: 'Deployment/a/c', program: null },
    ]);
    assert.deepEqual(
      decisions.map(({ text }) => text),
      ['You said that Deployment/a/b runs cmd/a', 'You said that Deployment/a/c runs none of these programs'],
    );
  });

  it('asks which program a container runs', async () => {
    const questions = [{ container: 'Deployment/shop/app', programs: ['cmd/a', 'cmd/b'] }];
    const { questions: asked } = await modelFor(await healthy('shop'), 'program:./cmd/shop', { questions });
    assert.deepEqual(asked, [
      { container: 'Deployment/shop/app', text: 'Which program does Deployment/shop/app run?' },
    ]);
  });
});
