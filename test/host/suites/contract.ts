import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { note, until, workspaceRoot } from './gantry.ts';

const RULE = 'probe-path-exists';

/** A health route that changes in Go is a finding in the manifest and in Go while it is typed; one fix makes both green. */
export async function run(): Promise<void> {
  const manifest = vscode.Uri.joinPath(workspaceRoot(), 'deploy/base/deployment.yaml');
  const source = vscode.Uri.joinPath(workspaceRoot(), 'internal/server/server.go');
  await vscode.window.showTextDocument(manifest, { preview: false });
  const editor = await vscode.window.showTextDocument(source, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  // Whoever sees the finding come knows that all is read; then it is taken back, and timed once more.
  await breakRoute(editor);
  await until('the broken route is found', () => found(manifest).length > 0 && found(source).length > 0, 60);
  await vscode.commands.executeCommand('undo');
  await until('all is well again', () => found(manifest).length === 0 && found(source).length === 0);

  const took: number[] = [];
  for (let round = 0; round < 5; round++) {
    const typed = Date.now();
    await breakRoute(editor);
    await until('both sides are marked', () => found(manifest).length > 0 && found(source).length > 0, 10, 5);
    took.push(Date.now() - typed);
    await vscode.commands.executeCommand('undo');
    await until('all is well again', () => found(manifest).length === 0 && found(source).length === 0);
  }
  note(`a broken health route is marked on both sides after ${took.join(', ')} ms`);

  await breakRoute(editor);
  await until('both sides are marked', () => found(manifest).length > 0 && found(source).length > 0);
  assert.ok(editor.document.isDirty, 'nothing was saved');
  const [first] = found(manifest);
  assert.ok(first);
  assert.ok(first.relatedInformation?.some(({ location }) => location.uri.path === source.path));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    manifest,
    first.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const fix = actions.find(({ title }) => title === 'Probe `/healthy`');
  assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
  await until('the fix makes both green', () => found(manifest).length === 0 && found(source).length === 0);
}

async function breakRoute({ document }: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Two });
  const at = document.getText().indexOf('/healthz');
  assert.ok(at > 0);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + '/healthz'.length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, '/healthy');
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function found(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ code }) => typeof code === 'object' && code.value === RULE);
}
