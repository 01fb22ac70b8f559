import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { note, serverAnswers, until, workspaceRoot } from './gantry.ts';

/** Names are followed, completed and renamed across manifests, in the editor itself. */
export async function run(): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceRoot(), 'pod.yaml');
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  await serverAnswers();
  const at = document.positionAt(document.getText().indexOf('settings') + 2);
  await goes(uri, at);
  await completes(uri, at);
  await knowsFields(document);
  await renames(uri, at);
  await hints(uri);
  await leadsOn();
}

async function goes(uri: vscode.Uri, at: vscode.Position): Promise<void> {
  const links = await until('the definition is known', async () => {
    const found = await execute<vscode.LocationLink[]>('vscode.executeDefinitionProvider', uri, at);
    return found && found.length > 0 && found;
  });
  assert.ok(links[0]?.targetUri.path.endsWith('/settings.yaml'));
  const places = await execute<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
  assert.equal(places?.length, 2);
}

async function completes(uri: vscode.Uri, at: vscode.Position): Promise<void> {
  const items = await execute<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at);
  assert.ok(items?.items.some(({ label }) => label === 'settings'));
}

/** The schemas and their service are loaded from the package. */
async function knowsFields(document: vscode.TextDocument): Promise<void> {
  const key = document.positionAt(document.getText().indexOf('image:') + 2);
  const hovers = await execute<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, key);
  const texts = hovers?.flatMap(({ contents }) =>
    contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
  );
  assert.match(texts?.join('\n') ?? '', /image/i);
  const items = await execute<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, key);
  assert.ok(items?.items.some(({ label }) => label === 'imagePullPolicy'));
}

async function renames(uri: vscode.Uri, at: vscode.Position): Promise<void> {
  const edit = await execute<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, at, 'config');
  assert.equal(edit?.size, 2, 'both files are changed');
  await assert.rejects(
    Promise.resolve(execute('vscode.executeDocumentRenameProvider', uri, at, 'No Name')),
    /no name of an object/,
  );
}

async function hints(uri: vscode.Uri): Promise<void> {
  const whole = new vscode.Range(0, 0, 99, 0);
  const found = await execute<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, whole);
  assert.deepEqual(
    found?.map(({ label }) => label),
    ['= info'],
  );
  const lenses = await until('code lenses are there', async () => {
    const all = await execute<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    return all && all.length > 0 && all;
  });
  assert.deepEqual(
    lenses.map(({ command }) => command?.command),
    ['gantry.apply', 'gantry.diff', 'gantry.showInCluster'],
  );
  note('definition, references, completion, rename, hints and lenses of manifests answer in the editor');
}

async function leadsOn(): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceRoot(), 'kustomization.yaml');
  await vscode.window.showTextDocument(uri, { preview: false });
  const links = await until('links are known', async () => {
    const found = await execute<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    return found && found.length > 0 && found;
  });
  assert.ok(links[0]?.target?.path.endsWith('/pod.yaml'));
}

async function execute<Result>(id: string, ...args: readonly unknown[]): Promise<Result | undefined> {
  return vscode.commands.executeCommand<Result | undefined>(id, ...args);
}
