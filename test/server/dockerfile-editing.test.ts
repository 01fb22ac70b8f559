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

  it('lets the editor compare variables with the dollar sign that is typed', async () => {
    const [item] = await complete('Dockerfile', 'FROM a\nENV PORT=1\nEXPOSE $P|');
    assert.equal(item?.label, 'PORT');
    assert.equal(item.filterText, '${PORT}');
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

const TEXT = `ARG V=1.26
FROM golang:$V AS build
# one
# two
RUN go build -o /app && \\
  echo $V
FROM scratch
COPY --from=build /app /app
`;

describe('the rest of editing', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', TEXT);
    await editor.diagnostics('Dockerfile');
  });
  after(() => editor.stop());
  const ask = (method: string, params: object = {}) =>
    editor.request(`textDocument/${method}`, { textDocument: { uri: editor.uri('Dockerfile') }, ...params });
  const onBuild = { position: { line: 7, character: 13 } };
  const range = (line: number, from: number, to: number) => ({
    start: { line, character: from },
    end: { line, character: to },
  });

  it('goes to the definition', async () => {
    const [link] = (await ask('definition', onBuild)) as { targetRange: unknown; originSelectionRange: unknown }[];
    assert.deepEqual(link?.targetRange, range(1, 18, 23));
    assert.deepEqual(link.originSelectionRange, range(7, 12, 17));
  });

  it('finds references, with and without the definition', async () => {
    const found = async (includeDeclaration: boolean) =>
      ((await ask('references', { ...onBuild, context: { includeDeclaration } })) as { range: unknown }[]).map(
        (one) => one.range,
      );
    assert.deepEqual(await found(true), [range(1, 18, 23), range(7, 12, 17)]);
    assert.deepEqual(await found(false), [range(7, 12, 17)]);
  });

  it('marks what is set and what is read', async () => {
    const found = await ask('documentHighlight', { position: { line: 0, character: 4 } });
    assert.deepEqual(found, [
      { range: range(0, 4, 5), kind: 3 },
      { range: range(1, 13, 14), kind: 2 },
    ]);
  });

  it('renames, and says why it does not', async () => {
    assert.deepEqual(await ask('prepareRename', onBuild), { range: range(7, 12, 17), placeholder: 'build' });
    const edit = (await ask('rename', { ...onBuild, newName: 'compile' })) as {
      documentChanges: { edits: { range: unknown; newText: string }[] }[];
    };
    assert.deepEqual(
      edit.documentChanges[0]?.edits.map((one) => [one.range, one.newText]),
      [
        [range(1, 18, 23), 'compile'],
        [range(7, 12, 17), 'compile'],
      ],
    );
    await assert.rejects(ask('rename', { ...onBuild, newName: 'scratch' }), /`scratch` is reserved/);
    assert.equal(await ask('prepareRename', { position: { line: 2, character: 3 } }), null);
  });

  it('folds stages, comments and continued instructions, one a line', async () => {
    assert.deepEqual(await ask('foldingRange'), [
      { startLine: 1, endLine: 5 },
      { startLine: 6, endLine: 7 },
      { startLine: 4, endLine: 5 },
      { startLine: 2, endLine: 3, kind: 'comment' },
    ]);
  });

  it('expands the selection', async () => {
    const [first] = (await ask('selectionRange', { positions: [onBuild.position] })) as {
      range: unknown;
      parent: { range: unknown };
    }[];
    assert.deepEqual(first?.range, range(7, 12, 17));
    assert.deepEqual(first.parent.range, range(7, 5, 17));
  });

  it('formats the document, or a range of it', async () => {
    const options = { tabSize: 4, insertSpaces: true };
    const edits = [{ range: range(5, 0, 2), newText: '    ' }];
    assert.deepEqual(await ask('formatting', { options }), edits);
    assert.deepEqual(await ask('rangeFormatting', { options, range: range(0, 0, 3) }), []);
    assert.deepEqual(await ask('rangeFormatting', { options, range: range(5, 0, 3) }), edits);
  });

  it('links images, and shows values', async () => {
    assert.deepEqual(await ask('documentLink'), [
      { range: range(1, 5, 14), target: 'https://hub.docker.com/_/golang' },
    ]);
    const [hint] = (await ask('inlayHint', {
      range: { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } },
    })) as {
      label: string;
      position: unknown;
    }[];
    assert.equal(hint?.label, '= golang:1.26');
    assert.deepEqual(hint.position, { line: 1, character: 14 });
  });

  it('formats nothing but Dockerfiles', async () => {
    await editor.open('a.yaml', 'apiVersion: v1\nkind: Service\n');
    const textDocument = { uri: editor.uri('a.yaml') };
    assert.equal(await editor.request('textDocument/formatting', { textDocument, options: {} }), null);
  });

  it('sends what a finding means elsewhere, so that it is shown once', async () => {
    await editor.change('Dockerfile', 'FROM alpine:3.23\nADD a /a\n');
    const found = (await editor.diagnostics('Dockerfile')).find(({ code }) => code === 'add-local-files');
    assert.ok((found?.data as { aliases: string[] }).aliases.includes('hadolint:DL3020'));
  });
});

describe('beside another extension', () => {
  it('announces only what is left to it, and follows the settings', async () => {
    let features: object = { dockerfile: { formatting: false, rename: false, completion: false, hover: false } };
    const editor = await startEditor({ settings: () => ({ features }) });
    await editor.open('Dockerfile', TEXT);
    const reads = async () => {
      await editor.notify('workspace/didChangeConfiguration', { settings: null });
      const refreshed = editor.refreshed();
      await refreshed;
    };
    await reads();
    assert.ok(editor.registered.has('textDocument/references'));
    assert.ok(!editor.registered.has('textDocument/formatting'));
    assert.ok(!editor.registered.has('textDocument/rename'));
    const options = { tabSize: 4, insertSpaces: true };
    const textDocument = { uri: editor.uri('Dockerfile') };
    assert.equal(await editor.request('textDocument/formatting', { textDocument, options }), null);
    const labels = async (line: number, character: number) =>
      ((await editor.request('textDocument/completion', { textDocument, position: { line, character } })) as unknown[])
        .length;
    assert.equal(await labels(6, 0), 0, 'instructions are theirs');
    assert.ok((await labels(4, 7)) > 0, 'the commands in RUN are ours');
    const hoverAt = (line: number, character: number) =>
      editor.request('textDocument/hover', { textDocument, position: { line, character } });
    assert.match(JSON.stringify(await hoverAt(4, 8)), /go build/);

    features = { dockerfile: { references: false } };
    await reads();
    assert.ok(editor.registered.has('textDocument/formatting'));
    assert.ok(!editor.registered.has('textDocument/references'));
    await editor.stop();
  });

  it('shows no values where the setting says so', async () => {
    const editor = await startEditor({ settings: { dockerfile: { inlayHints: false } } });
    await editor.open('Dockerfile', TEXT);
    const refreshed = editor.refreshed();
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await refreshed;
    assert.ok(!editor.registered.has('textDocument/inlayHint'));
    assert.ok(editor.registered.has('yaml+json+helm textDocument/inlayHint'));
    await editor.stop();
  });
});

describe('a .dockerignore', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({
      files: { 'a/one.md': '', 'a/two.md': '', 'b/three.txt': '', 'top.md': '', 'node_modules/x/y.md': '' },
    });
    await editor.open('.dockerignore', '', 'dockerignore');
  });
  after(() => editor.stop());
  const hovered = async (marked: string) => {
    const hover = (await editor.request(
      'textDocument/hover',
      await at(editor, '.dockerignore', marked),
    )) as Hover | null;
    return (hover?.contents as { value: string } | undefined)?.value;
  };

  it('says what a pattern leaves out', async () => {
    assert.equal(await hovered('**/*.m|d'), 'Leaves out, with all below: 3\n\n- `top.md`\n- `a/one.md`\n- `a/two.md`');
    assert.equal(await hovered('b\nno|de_modules\n'), 'Leaves out, with all below: 1\n\n- `node_modules/`');
  });

  it('says what an exception takes back, and that a pattern matches nothing', async () => {
    assert.match((await hovered('a\n!a/on|e.md')) ?? '', /^Takes back in.*: 1\n\n- `a\/one.md`$/);
    assert.equal(await hovered('*.rs|t'), 'Matches nothing here now');
    assert.match((await hovered('[|')) ?? '', /The engine refuses this pattern: the build fails\.$/);
    assert.equal(await hovered('# no|te'), undefined);
  });

  it('completes what is beside it', async () => {
    const items = (await editor.request(
      'textDocument/completion',
      await at(editor, '.dockerignore', 'a/|'),
    )) as CompletionItem[];
    assert.deepEqual(
      items.map(({ label }) => label),
      ['one.md', 'two.md'],
    );
  });
});
