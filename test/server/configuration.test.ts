import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { applied, type Editor, put, startEditor } from './harness.ts';

const DOCKERFILE = 'FROM alpine:3.23\nADD a /a\nUSER 1\n';

/** Pulls again after every refresh that the server asks for, until an answer is as expected. */
async function until(editor: Editor, answer: () => Promise<unknown[]>, expected: readonly unknown[]): Promise<void> {
  for (;;) {
    const refreshed = editor.refreshed();
    if (isDeepStrictEqual(await answer(), expected)) return;
    await refreshed;
  }
}

const codes = (editor: Editor, file: string) => async () => (await editor.diagnostics(file)).map(({ code }) => code);
const severities = (editor: Editor, file: string) => async () =>
  (await editor.diagnostics(file)).map(({ severity }) => severity);

describe('configuration in the editor', () => {
  it('of hadolint counts, and counts anew when its file changes', async () => {
    const editor = await startEditor({ files: { '.hadolint.yml': 'ignored: [DL3020]' } });
    await editor.open('Dockerfile', DOCKERFILE);
    await until(editor, codes(editor, 'Dockerfile'), []);
    await put(editor.root, '.hadolint.yml', 'ignored: [DL3007]');
    await editor.fileChanged('.hadolint.yml');
    await until(editor, codes(editor, 'Dockerfile'), ['add-local-files']);
    await editor.stop();
  });
  it('comes from files that .gantry.yaml extends', async () => {
    const files = { '.gantry.yaml': 'extends: ci/base.yaml', 'ci/base.yaml': 'rules: { DL3020: error }' };
    const editor = await startEditor({ files });
    await editor.open('Dockerfile', DOCKERFILE);
    await until(editor, severities(editor, 'Dockerfile'), [1]);
    await put(editor.root, 'ci/base.yaml', 'rules: { DL3020: off }');
    await editor.fileChanged('ci/base.yaml');
    await until(editor, codes(editor, 'Dockerfile'), []);
    await editor.stop();
  });
  it('is checked in its own file', async () => {
    const text = 'ignore: [DL3020]\n';
    const editor = await startEditor({ files: { '.hadolint.yaml': text } });
    await editor.open('.hadolint.yaml', text);
    await until(editor, codes(editor, '.hadolint.yaml'), ['peer-config']);
    await editor.stop();
  });
  it('of the user sets what carries a peer’s id', async () => {
    const editor = await startEditor({ settings: { rules: { 'hadolint:DL3020': 'off', DL3006: 'off' } } });
    await editor.open('Dockerfile', 'FROM alpine:latest\nADD a /a\nUSER 1\n');
    await until(editor, codes(editor, 'Dockerfile'), ['pinned-base-image']);
    await editor.stop();
  });
  it('is written in the words of the workspace by *ignore here*', async () => {
    const other = 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nUSER 1\n';
    const editor = await startEditor({ files: { 'other.Dockerfile': other } });
    await editor.open('Dockerfile', DOCKERFILE);
    const titles = async () => {
      const [first] = await editor.diagnostics('Dockerfile');
      const actions = first ? await editor.actions('Dockerfile', first) : [];
      return actions.map(({ title }) => title).filter((title) => title.startsWith('Ignore'));
    };
    await until(editor, titles, ['Ignore `DL3020` here']);
    const [diagnostic] = await editor.diagnostics('Dockerfile');
    assert.ok(diagnostic);
    const ignore = (await editor.actions('Dockerfile', diagnostic)).find(
      ({ title }) => title === 'Ignore `DL3020` here',
    );
    assert.equal(applied(DOCKERFILE, ignore, editor.uri('Dockerfile')), other);
    await editor.stop();
  });
});
