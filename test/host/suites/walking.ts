import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until, workspaceRoot } from './gantry.ts';

/** From Go to the manifests and back, with renames beside another extension that renames what is Go's own. */
export async function run(): Promise<void> {
  const source = vscode.Uri.joinPath(workspaceRoot(), 'internal/server/server.go');
  const main = vscode.Uri.joinPath(workspaceRoot(), 'cmd/shop/main.go');
  const manifest = vscode.Uri.joinPath(workspaceRoot(), 'deploy/base/deployment.yaml');
  vscode.languages.registerRenameProvider('go', {
    prepareRename: (document, position) => {
      const range = document.getWordRangeAtPosition(position, /[A-Za-z]\w*/);
      if (!range || document.getText(range) !== 'NewServeMux') throw new Error('no identifier found');
      return { range, placeholder: 'of Go' };
    },
    provideRenameEdits: () => new vscode.WorkspaceEdit(),
  });
  await vscode.window.showTextDocument(manifest);
  const { document } = await vscode.window.showTextDocument(source, { preview: false });

  const route = positionOf(document, '/healthz');
  const targets = await until('the route leads to its probes', async () => {
    const found = await execute<vscode.LocationLink[]>('vscode.executeDefinitionProvider', source, route);
    return found.length > 0 && found;
  });
  assert.ok(targets.every(({ targetUri }) => targetUri.path === manifest.path));

  const prepared = await execute<{ placeholder: string }>('vscode.prepareRename', source, route);
  assert.equal(prepared.placeholder, '/healthz');
  const others = await execute<{ placeholder: string }>(
    'vscode.prepareRename',
    source,
    positionOf(document, 'NewServeMux'),
  );
  assert.equal(others.placeholder, 'of Go');
  const edit = await execute<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', source, route, '/live');
  const changed = edit.entries().map(([uri]) => uri.path.slice(workspaceRoot().path.length + 1));
  assert.deepEqual(changed.sort(), [
    'deploy/base/deployment.yaml',
    'internal/server/server.go',
    'internal/server/server_test.go',
  ]);

  await vscode.window.showTextDocument(main, { preview: false });
  const lens = await until('the lens on the listener is there', async () => {
    const found = await execute<vscode.CodeLens[]>('vscode.executeCodeLensProvider', main, 100);
    return found.find(({ command }) => command?.title.startsWith('Exposed as shop:80'));
  });
  assert.ok(lens.command);
  assert.match(await hoverOn(source, route), /Liveness of `Deployment shop/);
  await vscode.commands.executeCommand(lens.command.command, ...((lens.command.arguments ?? []) as unknown[]));
  await until('the lens leads to the Service', () =>
    vscode.window.activeTextEditor?.document.uri.path.endsWith('/service.yaml'),
  );
}

async function hoverOn(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await execute<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  const contents = hovers.flatMap((one) => one.contents);
  return contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')).join('\n');
}

function execute<Answer>(command: string, ...args: readonly unknown[]): Promise<Answer> {
  return Promise.resolve(vscode.commands.executeCommand<Answer>(command, ...args));
}

function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at > 0, text);
  return document.positionAt(at + 1);
}
