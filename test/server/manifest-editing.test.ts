import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  CompletionItem,
  DocumentLink,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SHOP } from '../kubernetes/editing/workspace-of.ts';
import { type Editor, startEditor } from './harness.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: prod }\nspec:\n';

/** The document parameters at the place that `|` marks, after the text was changed to it. */
async function at(editor: Editor, file: string, marked: string) {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  await editor.change(file, text);
  const position = TextDocument.create('', '', 0, text).positionAt(offset);
  return { textDocument: { uri: editor.uri(file) }, position };
}

describe('completion in manifests', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({ files: { ...SHOP, 'deploy/app.yaml': '' } });
    await editor.open('new.yaml', POD);
    await editor.open('deploy/kustomization.yaml', 'resources: []\n');
    const read = editor.refreshed();
    await editor.diagnostics('new.yaml');
    await read;
  });
  after(() => editor.stop());
  const labels = async (file: string, marked: string) =>
    ((await editor.request('textDocument/completion', await at(editor, file, marked))) as CompletionItem[]).map(
      ({ label }) => label,
    );

  it('offers names of other files', async () => {
    assert.deepEqual(await labels('new.yaml', `${POD}  serviceAccountName: |`), ['shop', 'default']);
  });

  it('offers paths of the folder', async () => {
    assert.deepEqual(await labels('deploy/kustomization.yaml', 'resources:\n  - |'), ['app.yaml', '../']);
  });

  it('leaves what others give to them, and keeps what they do not', async () => {
    const beside = await startEditor({
      files: SHOP,
      settings: { features: { kubernetes: { completion: false, folding: false } } },
    });
    await beside.open('new.yaml', POD);
    const read = beside.refreshed();
    await beside.diagnostics('new.yaml');
    await read;
    const complete = async (marked: string) =>
      (await beside.request('textDocument/completion', await at(beside, 'new.yaml', marked))) as unknown[];
    assert.equal((await complete(`${POD}  serviceAccountName: |`)).length, 2);
    assert.equal((await complete(`${POD}  |`)).length, 0);
    await beside.announced;
    assert.ok(!beside.registered.has('yaml+json+helm textDocument/foldingRange'));
    assert.ok(beside.registered.has('yaml+json+helm textDocument/documentLink'));
    await beside.stop();
  });
});

describe('names across manifests', () => {
  let editor: Editor;
  const text = SHOP['deployment.yaml'] ?? '';
  before(async () => {
    editor = await startEditor({
      files: { ...SHOP, 'kustomization.yaml': 'resources: [deployment.yaml, rest.yaml]\n' },
      annotates: true,
    });
    await editor.open('deployment.yaml', text);
    const read = editor.refreshed();
    await editor.diagnostics('deployment.yaml');
    await read;
  });
  after(() => editor.stop());
  const ask = (method: string, needle: string, more: object = {}) => {
    const position = TextDocument.create('', '', 0, text).positionAt(text.indexOf(needle) + 1);
    const textDocument = { uri: editor.uri('deployment.yaml') };
    return editor.request(`textDocument/${method}`, { textDocument, position, ...more });
  };

  it('goes to a definition in another file', async () => {
    const [link] = (await ask('definition', 'settings')) as LocationLink[];
    assert.equal(link?.targetUri, editor.uri('rest.yaml'));
    assert.deepEqual(link.targetRange.start, { line: 10, character: 18 });
  });

  it('finds references with and without definitions', async () => {
    const found = async (includeDeclaration: boolean) =>
      ((await ask('references', 'http, c', { context: { includeDeclaration } })) as Location[]).map(({ uri }) => uri);
    assert.deepEqual(await found(true), [editor.uri('deployment.yaml'), editor.uri('rest.yaml')]);
    assert.deepEqual(await found(false), [editor.uri('rest.yaml')]);
  });

  it('marks those of this file', async () => {
    const found = (await ask('documentHighlight', 'tmp, m')) as { kind: number }[];
    assert.deepEqual(
      found.map(({ kind }) => kind),
      [2, 3],
    );
  });

  it('renames in all files, and tells the preview why to look', async () => {
    assert.equal(((await ask('prepareRename', 'settings')) as { placeholder: string }).placeholder, 'settings');
    const edit = (await ask('rename', 'settings', { newName: 'config' })) as WorkspaceEdit;
    assert.deepEqual(
      edit.documentChanges?.map((change) => ('textDocument' in change ? change.textDocument.uri : '')),
      [editor.uri('deployment.yaml'), editor.uri('rest.yaml')],
    );
    const [annotation] = Object.values(edit.changeAnnotations ?? {});
    assert.equal(annotation?.label, 'Rename in all manifests');
    assert.match(annotation.description ?? '', /the old one stays/);
    await assert.rejects(ask('rename', 'settings', { newName: 'A b' }), /no name of an object/);
    await assert.rejects(ask('prepareRename', '8080'), /by its number/);
  });

  it('leads from a kustomization to its files', async () => {
    await editor.open('kustomization.yaml', 'resources: [deployment.yaml, absent.yaml]\n');
    const textDocument = { uri: editor.uri('kustomization.yaml') };
    const links = (await editor.request('textDocument/documentLink', { textDocument })) as DocumentLink[];
    assert.deepEqual(
      links.map(({ target }) => target),
      [editor.uri('deployment.yaml')],
    );
  });
});

describe('hover and hints', () => {
  it('tells what a name leads to, beside another extension, in the user’s language', async () => {
    const text = SHOP['deployment.yaml'] ?? '';
    const editor = await startEditor({
      files: SHOP,
      settings: { features: { kubernetes: { hover: false } }, kubernetes: { inlayHints: { secretSizes: false } } },
      translations: { 'Where it is left out: `{0}`': '省略时：`{0}`' },
    });
    await editor.open('deployment.yaml', text);
    const read = editor.refreshed();
    await editor.diagnostics('deployment.yaml');
    await read;
    const hovered = (await editor.hover('deployment.yaml', text, 'serviceAccountName')) as Hover;
    assert.match(JSON.stringify(hovered.contents), /省略时：`default`/);
    const textDocument = { uri: editor.uri('deployment.yaml') };
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = (await editor.request('textDocument/inlayHint', { textDocument, range })) as InlayHint[];
    assert.deepEqual(hints, []);
    await editor.open('rest.yaml', SHOP['rest.yaml'] ?? '');
    const other = { uri: editor.uri('rest.yaml') };
    const found = (await editor.request('textDocument/inlayHint', { textDocument: other, range })) as InlayHint[];
    assert.deepEqual(
      found.map(({ label }) => label),
      ['→ Deployment/shop', '= 8080'],
    );
    await editor.stop();
  });
});

describe('code lenses in manifests', () => {
  const lensesOf = async (codeLens: object, file: string) => {
    const editor = await startEditor({
      files: { ...SHOP, 'kustomization.yaml': 'resources: [rest.yaml]\npatches: [{ path: deployment.yaml }]\n' },
      settings: { codeLens },
    });
    const text =
      file === 'kustomization.yaml'
        ? 'resources: [rest.yaml]\npatches: [{ path: deployment.yaml }]\n'
        : (SHOP[file] ?? '');
    await editor.open(file, text);
    const read = editor.refreshed();
    await editor.announced;
    await editor.diagnostics(file);
    await read;
    const lenses = await editor.lenses(file);
    await editor.stop();
    return lenses.map(({ command, range }) => `${range.start.line} ${command?.command ?? ''}`);
  };
  const off = { dockerfile: false, go: false, workloads: false, objects: false, kustomizations: false };

  it('stand over every object, with what its kind allows', async () => {
    const lenses = await lensesOf({}, 'rest.yaml');
    assert.deepEqual(lenses.slice(0, 3), ['1 gantry.apply', '1 gantry.diff', '1 gantry.showInCluster']);
    assert.equal(lenses.filter((one) => one.endsWith('gantry.apply')).length, 7);
    assert.equal(lenses.filter((one) => one.endsWith('showInCluster')).length, 4);
  });

  it('stand over a kustomization, and not over its patches', async () => {
    assert.deepEqual(await lensesOf({}, 'kustomization.yaml'), ['0 gantry.deploy', '0 gantry.diff']);
    assert.deepEqual(await lensesOf({}, 'deployment.yaml'), []);
  });

  it('have a switch for each family, and one for all', async () => {
    assert.deepEqual(await lensesOf(off, 'rest.yaml'), []);
    assert.deepEqual(await lensesOf({ ...off, kustomizations: true }, 'rest.yaml'), []);
    assert.deepEqual(await lensesOf({ enabled: false }, 'rest.yaml'), []);
    assert.deepEqual(await lensesOf({ kustomizations: false }, 'kustomization.yaml'), []);
  });
});
