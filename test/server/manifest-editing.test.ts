import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver/node';
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
    assert.ok(!beside.registered.has('yaml+json textDocument/foldingRange'));
    assert.ok(beside.registered.has('yaml+json textDocument/documentLink'));
    await beside.stop();
  });
});
