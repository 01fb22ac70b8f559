import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ContractGraph } from '../../src/contract/graph/types.ts';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { folder, gantry } from './gantry.ts';

const samples = path.join(import.meta.dirname, '..', '..', 'samples');

async function graph(...args: readonly string[]): Promise<ContractGraph> {
  const { status, stdout, stderr } = await gantry(['graph', ...args]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as ContractGraph;
}

const count = ({ nodes }: ContractGraph, kind: string) => nodes.filter((node) => node.kind === kind).length;

describe('gantry graph', () => {
  let shop: Awaited<ReturnType<typeof folder>>;
  before(async () => {
    shop = await folder({});
    await cp(path.join(samples, 'shop'), shop.root, { recursive: true });
    const { status } = await gantry(['containerize', shop.root, '--write']);
    assert.equal(status, 0);
  });
  after(() => shop.dispose());

  it('joins source, image and manifests of the sample, and nothing is broken', async () => {
    const whole = await graph(shop.root);
    for (const kind of ['program', 'image', 'workload', 'container', 'service', 'configmap', 'service-account'])
      assert.ok(count(whole, kind) >= 1, kind);
    assert.ok(count(whole, 'configmap-key') > 3);
    assert.deepEqual(
      whole.edges.filter(({ state }) => state === 'broken'),
      [],
    );
    for (const { file, line } of whole.nodes) {
      const lines = (await readFile(path.join(shop.root, file), 'utf8')).split('\n');
      assert.ok(line >= 1 && line <= lines.length, `${file}:${line}`);
    }
  });

  it('prints the same twice', async () => {
    assert.deepEqual(await graph(shop.root), await graph(shop.root));
  });

  it('shows what is broken, and only that, as lint says it', async () => {
    const file = path.join(shop.root, 'deploy/base/deployment.yaml');
    const written = await readFile(file, 'utf8');
    await writeFile(file, written.replace('containerPort: 8080', 'containerPort: 8081'));
    const { nodes, edges } = await graph(shop.root, '--broken');
    const [edge, second] = edges;
    assert.ok(edge && !second);
    assert.equal(edge.rule, 'container-port-listened');
    assert.deepEqual(nodes.map(({ kind }) => kind).sort(), ['listener', 'port']);
    const { stdout } = await gantry(['lint', shop.root, '--format', 'json']);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string }[] };
    assert.ok(findings.some(({ rule, message }) => rule === edge.rule && message === String(edge.message)));
    await writeFile(file, written);
  });

  it('keeps to one program, called by its package or its name', async () => {
    const several = await folder({
      ...serverFiles(':8080'),
      'cmd/job/main.go': 'package main\n\nfunc main() {}\n',
      'd.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
    });
    const one = await graph(several.root, '--program', './cmd/job');
    assert.deepEqual(
      one.nodes.map(({ label }) => label),
      ['job'],
    );
    assert.deepEqual(one, await graph(several.root, '--program', 'job'));
    assert.ok(count(await graph(several.root, '--program', '.'), 'container') === 1);
    const { status, stderr } = await gantry(['graph', several.root, '--program', 'shopp']);
    assert.equal(status, 2);
    assert.match(stderr, /there is no program \S+\n(?:.*\n)* {2}--program \.\/cmd\/job/);
    await several.dispose();
  });

  it('draws half a project, too', async () => {
    const manifests = await folder({ 'd.yaml': deploymentOf('ports:\n  - containerPort: 8080') });
    const half = await graph(manifests.root);
    assert.deepEqual([count(half, 'program'), count(half, 'container'), count(half, 'port')], [0, 1, 1]);
    const source = await folder(serverFiles(':8080'));
    const other = await graph(source.root);
    assert.deepEqual([count(other, 'program'), count(other, 'listener'), count(other, 'container')], [1, 1, 0]);
    await manifests.dispose();
    await source.dispose();
  });

  it('a file that cannot be read takes away its own nodes only', async () => {
    const broken = await folder({
      ...serverFiles(':8080'),
      'd.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
      'x.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: [\n',
      'y.go': 'package main\n\nfunc (\n',
    });
    const whole = await graph(broken.root);
    assert.deepEqual([count(whole, 'container'), count(whole, 'program')], [1, 1]);
    await broken.dispose();
  });

  it('prints pictures', async () => {
    assert.match((await gantry(['graph', shop.root, '--format', 'dot'])).stdout, /^digraph contract \{/);
    assert.match((await gantry(['graph', shop.root, '--format', 'mermaid'])).stdout, /^flowchart LR/);
  });
});
