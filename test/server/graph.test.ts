import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { type GraphParams, graphRequest, type GraphResult } from '../../src/server/protocol.ts';
import { type Editor, startEditor } from './harness.ts';

const SERVER = serverFiles(':8080');
const MANIFEST = deploymentOf('ports:\n  - containerPort: 8080');

async function graph(editor: Editor, program?: string): Promise<GraphResult> {
  const params: GraphParams = { folder: editor.uri(''), ...(program === undefined ? {} : { program }) };
  return (await editor.request(graphRequest, params)) as GraphResult;
}

const kinds = ({ graph: { nodes } }: GraphResult) => new Set(nodes.map(({ kind }) => kind));

describe('the graph for the editor', () => {
  it('is there at the first question, and follows what is typed', async () => {
    const editor = await startEditor({ files: { ...SERVER, 'd.yaml': MANIFEST } });
    const first = await graph(editor);
    assert.equal(first.program, 'program:.');
    assert.ok(kinds(first).has('container') && kinds(first).has('listener'));
    assert.ok(!first.graph.edges.some(({ state }) => state === 'broken'));
    await editor.open('d.yaml', MANIFEST);
    await editor.change('d.yaml', MANIFEST.replace('8080', '8081'));
    const [broken] = (await graph(editor)).graph.edges.filter(({ state }) => state === 'broken');
    assert.equal(broken?.rule, 'container-port-listened');
    await editor.stop();
  });

  it('has half a project, too', async () => {
    const source = await startEditor({ files: SERVER });
    assert.deepEqual([(await graph(source)).program, kinds(await graph(source)).has('listener')], ['program:.', true]);
    await source.stop();
    const manifests = await startEditor({ files: { 'd.yaml': MANIFEST } });
    const half = await graph(manifests);
    assert.deepEqual([half.programs, half.program, kinds(half).has('port')], [[], null, true]);
    await manifests.stop();
  });

  it('of several programs draws the one that is asked for', async () => {
    const main = 'package main\n\nfunc main() {}\n';
    const editor = await startEditor({
      files: { 'go.mod': 'module x\n\ngo 1.26\n', 'cmd/a/main.go': main, 'cmd/b/main.go': main },
    });
    const whole = await graph(editor);
    assert.deepEqual([whole.program, whole.graph.nodes], [null, []]);
    assert.deepEqual(
      whole.programs.map(({ folder }) => folder),
      ['cmd/a', 'cmd/b'],
    );
    for (const name of ['cmd/b', './cmd/b', 'b', 'program:./cmd/b'])
      assert.equal((await graph(editor, name)).program, 'program:./cmd/b', name);
    await editor.stop();
  });
});

describe('a container that may run one of several programs', () => {
  const main = 'package main\n\nfunc main() {}\n';
  const files = {
    'go.mod': 'module x\n\ngo 1.26\n',
    'one/shop/main.go': main,
    'two/shop/main.go': main,
    'd.yaml': MANIFEST,
  };

  it('is asked about, in a lens above it, too', async () => {
    const editor = await startEditor({ files });
    const { questions } = await graph(editor);
    assert.deepEqual(questions, [{ container: 'Deployment/shop/shop', programs: ['one/shop', 'two/shop'] }]);
    await editor.open('d.yaml', MANIFEST);
    const lens = (await editor.lenses('d.yaml')).find(({ command }) => command?.command === 'gantry.matchContainer');
    assert.equal(lens?.command?.title, 'Which program does shop run?');
    assert.equal(
      lens.range.start.line,
      MANIFEST.split('\n').findIndex((line) => line.includes('- name: shop')),
    );
    assert.deepEqual((lens.command.arguments as unknown[])[1], { container: 'Deployment/shop/shop' });
    await editor.stop();
  });

  it('is not asked about twice', async () => {
    const matches = [{ container: 'Deployment/shop/shop', program: 'two/shop' }];
    const editor = await startEditor({ files, settings: { matches } });
    const { questions, graph: drawn } = await graph(editor, 'two/shop');
    assert.deepEqual(questions, []);
    assert.ok(drawn.nodes.some(({ kind }) => kind === 'container'));
    await editor.open('d.yaml', MANIFEST);
    assert.ok(!(await editor.lenses('d.yaml')).some(({ command }) => command?.command === 'gantry.matchContainer'));
    await editor.stop();
  });

  it('is offered, though not asked about, where its image belongs to no program as far as the files tell', async () => {
    const elsewhere = MANIFEST.replace(/image: .*/, 'image: acme/backend:1');
    const editor = await startEditor({ files: { ...files, 'd.yaml': elsewhere } });
    const { questions, unmatched } = await graph(editor);
    assert.deepEqual([questions, unmatched], [[], [{ container: 'Deployment/shop/shop', image: 'acme/backend:1' }]]);
    await editor.stop();
  });

  it('what .gantry.yaml says counts before what is remembered', async () => {
    const matches = [{ container: 'Deployment/shop/shop', program: 'two/shop' }];
    const config = { '.gantry.yaml': 'matches:\n  Deployment/shop/shop: one/shop\n' };
    const editor = await startEditor({ files: { ...files, ...config }, settings: { matches } });
    assert.ok(kinds(await graph(editor, 'one/shop')).has('container'));
    await editor.stop();
  });

  it('what the editor sends of it in another shape counts for nothing', async () => {
    const editor = await startEditor({
      files,
      settings: { matches: [{ container: 1 }, 'x', null, { container: 'a' }] },
    });
    assert.equal((await graph(editor)).questions.length, 1);
    await editor.stop();
  });
});
