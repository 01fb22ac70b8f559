import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { note, serverAnswers, until, workspaceRoot } from './gantry.ts';

const options = { tabSize: 4, insertSpaces: true };

/** What the server announces for Dockerfiles arrives in the editor, and only there; settings take it away again. */
export async function run(): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceRoot(), 'Dockerfile');
  await vscode.window.showTextDocument(uri);
  await serverAnswers();
  await vscode.window.showTextDocument(uri, { preview: false });
  await formats(uri);
  await renames(uri);
  await leavesOthersAlone();
  await stepsAside(uri);
}

async function formats(uri: vscode.Uri): Promise<void> {
  const edits = await until('the formatter is known', async () => {
    const found = await execute<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', uri, options);
    return found && found.length > 0 && found;
  });
  // The editor cuts edits down to what differs.
  assert.deepEqual(
    edits.map(({ newText }) => newText),
    ['  '],
  );
  const hints = await execute<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    uri,
    new vscode.Range(0, 0, 99, 0),
  );
  assert.deepEqual(
    hints?.map(({ label }) => label),
    ['= golang:1.26'],
  );
  const folds = await execute<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
  assert.ok(folds?.some(({ start, end }) => start === 1 && end === 3));
  const links = await execute<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
  assert.ok(links?.some(({ target }) => target?.toString() === 'https://hub.docker.com/_/golang'));
}

async function renames(uri: vscode.Uri): Promise<void> {
  const at = new vscode.Position(1, 19);
  const edit = await execute<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, at, 'compile');
  assert.equal(edit?.get(uri).length, 2);
  const places = await execute<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
  assert.equal(places?.length, 2);
  const items = await execute<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    new vscode.Position(3, 6),
  );
  assert.ok(
    items?.items.some(({ label }) => label === 'build'),
    'commands inside RUN are offered',
  );
  note('formatting, values, folds, links, rename, references and completion answer in the editor');
}

/** A formatter of ours for YAML would ask its users which one to take. */
async function leavesOthersAlone(): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceRoot(), 'service.yaml');
  await vscode.window.showTextDocument(uri);
  assert.equal(await execute('vscode.executeFormatDocumentProvider', uri, options), undefined);
}

async function stepsAside(uri: vscode.Uri): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('gantry');
  await configuration.update('dockerfile.coexist', 'always', vscode.ConfigurationTarget.Global);
  await until('nothing is announced any more', async () => {
    const found = await execute<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', uri, options);
    return found === undefined;
  });
  await until('findings stay', () => vscode.languages.getDiagnostics(uri).length > 0);
  await configuration.update('dockerfile.coexist', undefined, vscode.ConfigurationTarget.Global);
  await until('all is back', async () => {
    const found = await execute<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', uri, options);
    return found !== undefined;
  });
}

async function execute<Result>(id: string, ...args: readonly unknown[]): Promise<Result | undefined> {
  return vscode.commands.executeCommand<Result | undefined>(id, ...args);
}
