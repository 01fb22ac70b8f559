import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { applied, type Editor, startEditor } from './harness.ts';

const TEXT = 'FROM alpine:3.23\nRUN make && make install\nUSER 65532\n';
const HEREDOC = 'FROM alpine:3.23\nRUN <<EOF\nset -e\nmake\nmake install\nEOF\nUSER 65532\n';
const TITLE = 'Convert `RUN` to a heredoc (needs BuildKit)';

let editor: Editor;
afterEach(() => editor.stop());

async function actionsAt(line: number, only?: string[]): Promise<CodeAction[]> {
  const position = { line, character: 5 };
  return (await editor.request('textDocument/codeAction', {
    textDocument: { uri: editor.uri('Dockerfile') },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only && { only }) },
  })) as CodeAction[];
}

describe('refactorings in the light bulb', () => {
  it('come with their edits for an editor that cannot ask for them later', async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', TEXT);
    const action = (await actionsAt(1)).find(({ title }) => title === TITLE);
    assert.equal(action?.kind, 'refactor.rewrite');
    assert.equal(applied(TEXT, action, editor.uri('Dockerfile')), HEREDOC);
  });

  it('come without edits for one that can, and with them when one is taken', async () => {
    editor = await startEditor({ resolves: ['edit'] });
    await editor.open('Dockerfile', TEXT);
    const action = (await actionsAt(1)).find(({ title }) => title === TITLE);
    assert.equal(action?.edit, undefined);
    const resolved = (await editor.request('codeAction/resolve', action)) as CodeAction;
    assert.equal(applied(TEXT, resolved, editor.uri('Dockerfile')), HEREDOC);
  });

  it('have no edits any more when the text has changed meanwhile', async () => {
    editor = await startEditor({ resolves: ['edit'] });
    await editor.open('Dockerfile', TEXT);
    const action = (await actionsAt(1)).find(({ title }) => title === TITLE);
    await editor.change('Dockerfile', `# new\n${TEXT}`);
    assert.equal(((await editor.request('codeAction/resolve', action)) as CodeAction).edit, undefined);
  });

  it('are offered by kind', async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', TEXT);
    const titles = async (...only: string[]) => (await actionsAt(1, only)).map(({ title }) => title);
    assert.deepEqual(await titles('refactor'), [TITLE]);
    assert.deepEqual(await titles('refactor.rewrite'), [TITLE]);
    assert.deepEqual(await titles('refactor.extract'), []);
    assert.ok(!(await titles('quickfix')).includes(TITLE));
  });

  it('are offered where they apply only, and not for other files', async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', TEXT);
    assert.deepEqual(await actionsAt(2, ['refactor']), []);
    await editor.open('a.yaml', 'RUN: a && b\n');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const params = {
      textDocument: { uri: editor.uri('a.yaml') },
      range,
      context: { diagnostics: [], only: ['refactor'] },
    };
    assert.deepEqual(await editor.request('textDocument/codeAction', params), []);
  });

  it('pin an image by a command of the editor, where the folder is trusted', async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', TEXT);
    const [action] = await actionsAt(0, ['refactor']);
    assert.equal(action?.title, 'Pin `alpine:3.23` to its digest (asks the engine)');
    assert.deepEqual(action.command?.arguments, [{ uri: editor.uri('Dockerfile'), offset: 5 }]);
    assert.equal(action.command.command, 'gantry.pinDigest');
    await editor.stop();
    editor = await startEditor({ trusted: false });
    await editor.open('Dockerfile', TEXT);
    assert.deepEqual(await actionsAt(0, ['refactor']), []);
  });

  it('switch the strategy of a Dockerfile that has Go by a command of the editor', async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', TEXT.replace('alpine:3.23', 'golang:1.26'));
    const commands = (await actionsAt(0, ['refactor'])).map(({ command }) => command?.command);
    assert.deepEqual(commands, ['gantry.switchStrategy', 'gantry.pinDigest']);
  });

  it('are in the language of the editor', async () => {
    editor = await startEditor({ translations: { [TITLE]: '改写为 heredoc' } });
    await editor.open('Dockerfile', TEXT);
    assert.ok((await actionsAt(1)).some(({ title }) => title === '改写为 heredoc'));
  });
});
