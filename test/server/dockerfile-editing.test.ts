import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Editor, put, startEditor } from './harness.ts';

/** The document parameters at the place that `|` marks, after the text was opened or changed to it. */
async function at(editor: Editor, file: string, marked: string) {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  await editor.change(file, text);
  const position = TextDocument.create('', '', 0, text).positionAt(offset);
  return { textDocument: { uri: editor.uri(file) }, position };
}

describe('completion in a Dockerfile of a folder', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({
      files: {
        'cmd/api/main.go': 'x',
        'go.sum': '',
        'secret.env': '',
        'docs/readme.md': '',
        '.dockerignore': '*.env\ndocs\n.dockerignore\n',
        'build/api/Dockerfile': 'FROM a\n',
        'build/api/entrypoint.sh': '',
      },
      translations: {
        'Fetches the lists of packages. Use it in the same RUN as `install`, so that the lists are never stale.':
          '获取列表',
      },
    });
    await editor.open('Dockerfile', 'FROM a\n');
    await editor.open('build/api/Dockerfile', 'FROM a\n');
    // The folder is read in the background; when the server asks for a pull, .dockerignore has been read.
    const read = editor.refreshed();
    await editor.fileChanged('.dockerignore');
    await read;
  });
  after(() => editor.stop());

  const complete = async (file: string, marked: string) =>
    (await editor.request('textDocument/completion', await at(editor, file, marked))) as CompletionItem[];

  it('offers files of the folder, without what .dockerignore leaves out, folders first', async () => {
    const items = await complete('Dockerfile', 'FROM a\nCOPY |');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['build/', 'cmd/', 'go.sum'],
    );
    assert.equal(items[0]?.command?.command, 'editor.action.triggerSuggest');
  });

  it('offers what is in a folder', async () => {
    const [item] = await complete('Dockerfile', 'FROM a\nCOPY cmd/api/|');
    assert.equal(item?.label, 'main.go');
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 1, character: 13 }, end: { line: 1, character: 13 } },
      newText: 'main.go',
    });
  });

  it('offers files beside the Dockerfile and at the root, as builds use either as context', async () => {
    const labels = (await complete('build/api/Dockerfile', 'FROM a\nCOPY |')).map(({ label }) => label);
    assert.ok(labels.includes('entrypoint.sh') && labels.includes('go.sum'), labels.join());
  });

  it('never leaves the folder', async () => {
    assert.deepEqual(await complete('Dockerfile', 'FROM a\nCOPY ../|'), []);
  });

  it('sees files that appear', async () => {
    await put(editor.root, 'fresh/one.txt', '');
    assert.deepEqual(
      (await complete('Dockerfile', 'FROM a\nCOPY fresh/|')).map(({ label }) => label),
      ['one.txt'],
    );
  });

  it('keeps its order, and says its texts in the user’s language', async () => {
    const items = await complete('Dockerfile', 'FROM a\nRUN apt-get |');
    assert.deepEqual(
      items.map(({ sortText }) => sortText).sort(),
      items.map(({ sortText }) => sortText),
    );
    assert.deepEqual(items.find(({ label }) => label === 'update')?.documentation, {
      kind: 'markdown',
      value: '获取列表',
    });
  });

  it('explains on hover in the user’s language', async () => {
    const params = await at(editor, 'Dockerfile', 'FROM a\nRUN apt-get upd|ate');
    const hover = (await editor.request('textDocument/hover', params)) as Hover;
    assert.match((hover.contents as { value: string }).value, /\*\*apt-get update\*\*\n\n获取列表$/);
  });
});
