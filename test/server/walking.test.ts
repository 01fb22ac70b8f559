import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  CodeLens,
  InlayHint,
  Location,
  LocationLink,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SHOP } from '../contract/walking/walking-files.ts';
import { type Editor, type EditorOptions, startEditor } from './harness.ts';

/** An editor on the shop with its Go read and one document open. */
async function openShop(file: string, options: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ files: SHOP, ...options });
  const read = editor.refreshed();
  await editor.open(file, SHOP[file] ?? '', /\.ya?ml$/.test(file) ? 'yaml' : undefined);
  await read;
  return editor;
}

function at(editor: Editor, file: string, marked: string) {
  const text = SHOP[file] ?? '';
  const offset = text.indexOf(marked.replace(/[«»]/g, '')) + marked.indexOf('«');
  return {
    textDocument: { uri: editor.uri(file) },
    position: TextDocument.create('', '', 0, text).positionAt(offset),
  };
}

/** Asks until the Go facts are there. */
async function ask<Answer>(
  editor: Editor,
  method: string,
  params: object,
  isDone: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const refreshed = editor.refreshed();
    const answer = (await editor.request(method, params)) as Answer;
    if (isDone(answer)) return answer;
    await refreshed;
  }
}

const name = (uri: string) => uri.slice(uri.indexOf('gantry-server-')).replace(/^[^/]*\//, '');

describe('walking over languages', () => {
  it('leads from a manifest to the Go line that reads, and from Go to whatever sets it', async () => {
    const editor = await openShop('config.yaml');
    const params = at(editor, 'config.yaml', '«DATABASE_URL»:');
    const isRead = (links: LocationLink[] | null) => links?.some(({ targetUri }) => targetUri.endsWith('.go')) ?? false;
    const links = await ask<LocationLink[] | null>(editor, 'textDocument/definition', params, isRead);
    assert.deepEqual(
      links?.map(({ targetUri, targetRange }) => `${name(targetUri)}:${targetRange.start.line + 1}`),
      ['main.go:13'],
    );
    await editor.open('main.go', SHOP['main.go'] ?? '');
    const back = await ask<LocationLink[] | null>(
      editor,
      'textDocument/definition',
      at(editor, 'main.go', '"«DATABASE_URL»")'),
      (answer) => answer !== null,
    );
    assert.deepEqual(back?.map(({ targetUri }) => name(targetUri)).sort(), [
      '.github/workflows/ci.yml',
      'Dockerfile',
      'config.yaml',
    ]);
    for (const method of ['definition', 'prepareRename', 'documentHighlight'] as const) {
      assert.equal(await editor.request(`textDocument/${method}`, at(editor, 'main.go', 'http.«HandleFunc»')), null);
    }
    await editor.stop();
  });

  it('finds all places from a Dockerfile, each once', async () => {
    const editor = await openShop('Dockerfile');
    const params = { ...at(editor, 'Dockerfile', 'ENV «DATABASE_URL»'), context: { includeDeclaration: true } };
    const isAll = (found: Location[] | null) => found?.some(({ uri }) => uri.endsWith('.go')) ?? false;
    const found = await ask<Location[] | null>(editor, 'textDocument/references', params, isAll);
    assert.deepEqual(found?.map(({ uri }) => name(uri)).sort(), [
      '.github/workflows/ci.yml',
      '.github/workflows/ci.yml',
      'Dockerfile',
      'config.yaml',
      'main.go',
    ]);
    await editor.stop();
  });

  it('renames in all files, explained, and asks only for strings that may mean something else', async () => {
    const files = { ...SHOP, 'main_test.go': 'package main\n\nvar key = "DATABASE_URL"\n' };
    const editor = await openShop('main.go', { files, annotates: true });
    const params = at(editor, 'main.go', 'Getenv("«DATABASE_URL»")');
    const prepared = await ask<{ placeholder: string } | null>(
      editor,
      'textDocument/prepareRename',
      params,
      (answer) => answer !== null,
    );
    assert.equal(prepared?.placeholder, 'DATABASE_URL');
    const edit = (await editor.request('textDocument/rename', { ...params, newName: 'SHOP_DB' })) as WorkspaceEdit;
    const changes = edit.documentChanges as TextDocumentEdit[];
    const shown = changes.flatMap(({ textDocument, edits }) =>
      edits.map((one) => {
        const id = 'annotationId' in one ? one.annotationId : '';
        const asks = edit.changeAnnotations?.[id]?.needsConfirmation ?? false;
        return `${name(textDocument.uri)} ${'newText' in one ? one.newText : ''}${asks ? ' ?' : ''}`;
      }),
    );
    assert.deepEqual(shown.sort(), [
      '.github/workflows/ci.yml SHOP_DB',
      '.github/workflows/ci.yml SHOP_DB',
      'Dockerfile SHOP_DB',
      'config.yaml SHOP_DB',
      'main.go SHOP_DB',
      'main_test.go SHOP_DB ?',
    ]);
    await assert.rejects(
      editor.request('textDocument/rename', { ...params, newName: 'PORT' }),
      /`shop` reads `PORT` already/,
    );
    await editor.stop();
  });

  it('waits for Go before it renames: half of a name that several files share is a broken one', async () => {
    const editor = await startEditor({ files: SHOP });
    await editor.open('config.yaml', SHOP['config.yaml'] ?? '', 'yaml');
    const params = { ...at(editor, 'config.yaml', '«DATABASE_URL»:'), newName: 'SHOP_DB' };
    const edit = (await editor.request('textDocument/rename', params)) as WorkspaceEdit;
    const files = (edit.documentChanges as TextDocumentEdit[]).map(({ textDocument }) => name(textDocument.uri));
    assert.deepEqual(files.sort(), ['.github/workflows/ci.yml', 'Dockerfile', 'config.yaml', 'main.go']);
    await editor.stop();
  });

  it('says in Go what the manifests make of it: hover, lenses that lead there, and the port behind a listener', async () => {
    const editor = await openShop('main.go');
    const text = SHOP['main.go'] ?? '';
    const lenses = await ask<CodeLens[]>(
      editor,
      'textDocument/codeLens',
      { textDocument: { uri: editor.uri('main.go') } },
      (found) => found.some(({ command }) => command?.command === 'gantry.showPlaces'),
    );
    const shown = lenses.filter(({ command }) => command?.command === 'gantry.showPlaces');
    assert.deepEqual(
      shown.map(({ command }) => command?.title),
      ['Exposed as shop:80', 'Liveness of Deployment shop'],
    );
    const places = shown[0]?.command?.arguments?.[2] as Location[];
    assert.deepEqual(places, [
      {
        uri: editor.uri('service.yaml'),
        range: { start: { line: 7, character: 12 }, end: { line: 7, character: 14 } },
      },
    ]);
    const hover = await editor.hover('main.go', text, 'PORT")');
    assert.equal(
      (hover?.contents as { value: string }).value,
      '`PORT`, by default `8080`\n\n| Workload | Value |\n| --- | --- |\n| Deployment shop | `8080` |',
    );
    const range = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
    const hints = (await editor.request('textDocument/inlayHint', {
      textDocument: { uri: editor.uri('main.go') },
      range,
    })) as InlayHint[];
    assert.deepEqual(
      hints.map(({ label }) => label),
      [':8080'],
    );
    await editor.stop();
  });

  it('leaves lenses and hints away where settings say so', async () => {
    const off = { go: { toolchain: 'off', inlayHints: false }, codeLens: { exposure: false, go: false } };
    const editor = await openShop('main.go', { settings: off });
    await editor.announced;
    await ask<object | null>(
      editor,
      'textDocument/definition',
      at(editor, 'main.go', '"«PORT»"'),
      (found) => found !== null,
    );
    assert.deepEqual(await editor.lenses('main.go'), []);
    assert.ok(editor.registered.has('go textDocument/definition'));
    assert.ok(!editor.registered.has('go textDocument/inlayHint'));
    await editor.stop();
  });
});
