import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { applied, type Editor, put, startEditor } from './harness.ts';

async function rules(editor: Editor, file: string): Promise<unknown[]> {
  return (await editor.diagnostics(file)).map(({ code }) => code);
}

/** Pulls again whenever the server asks for it, until the answer is as wanted. */
async function until(editor: Editor, file: string, wanted: (codes: readonly unknown[]) => boolean): Promise<void> {
  for (;;) {
    const refreshed = editor.refreshed();
    if (wanted(await rules(editor, file))) return;
    await refreshed;
  }
}

describe('.dockerignore in the editor', () => {
  it('has diagnostics, quick fixes, ignore here and fix all', async () => {
    const editor = await startEditor();
    const text = 'bin\n# what else\nbin\n';
    await editor.open('.dockerignore', text, 'dockerignore');
    const [diagnostic, second] = await editor.diagnostics('.dockerignore');
    assert.ok(diagnostic && !second);
    assert.equal(diagnostic.code, 'ignore-pattern-once');
    const actions = await editor.actions('.dockerignore', diagnostic);
    const uri = editor.uri('.dockerignore');
    assert.equal(applied(text, actions[0], uri), 'bin\n# what else\n');
    const ignore = actions.find(({ title }) => title.startsWith('Ignore'));
    const ignored = applied(text, ignore, uri);
    assert.equal(ignored, 'bin\n# what else\n# gantry-ignore ignore-pattern-once\nbin\n');
    await editor.change('.dockerignore', ignored);
    assert.deepEqual(await rules(editor, '.dockerignore'), []);
    await editor.stop();
  });

  it('knows the files of folders', async () => {
    const editor = await startEditor({ files: { 'a/b.log': '', 'x.txt': '' } });
    await editor.open('.dockerignore', '*.log\n', 'dockerignore');
    await until(editor, '.dockerignore', (codes) => codes.includes('ignore-pattern-any-depth'));
    await editor.stop();
  });
});

describe('sources of COPY in the editor', () => {
  it('are looked up on disk as files come and go', async () => {
    const editor = await startEditor({ files: { 'go.mod': 'module example.com/x\n\ngo 1.26\n' } });
    await editor.open('Dockerfile', 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\n');
    const missing = (codes: readonly unknown[]) => codes.includes('copy-source-exists');
    await until(editor, 'Dockerfile', missing);
    await put(editor.root, 'go.sum', '');
    await editor.fileChanged('go.sum');
    await until(editor, 'Dockerfile', (codes) => !missing(codes));
    await rm(path.join(editor.root, 'go.sum'));
    await editor.fileChanged('go.sum');
    await until(editor, 'Dockerfile', missing);
    await editor.stop();
  });

  it('may lie in folders that are moved as a whole', async () => {
    const editor = await startEditor({ files: { 'scripts/run.sh': '', 'scripts/sub/x.sh': '' } });
    await editor.open('Dockerfile', 'FROM alpine:3.23\nCOPY scripts/sub/x.sh scritps/run.sh /\n');
    const missing = (codes: readonly unknown[]) => codes.includes('copy-source-exists');
    await until(editor, 'Dockerfile', missing);
    await put(editor.root, 'scritps/run.sh', '');
    await editor.fileChanged('scritps');
    await until(editor, 'Dockerfile', (codes) => !missing(codes));
    await rm(path.join(editor.root, 'scritps'), { recursive: true });
    await editor.fileChanged('scritps');
    await until(editor, 'Dockerfile', missing);
    await editor.stop();
  });
});
