import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command, gantry, note, until, workspaceRoot } from './gantry.ts';

/** In Restricted Mode files are linted and explained; nothing is executed or connected. */
export async function run(): Promise<void> {
  assert.equal(vscode.workspace.isTrusted, false);
  const uri = vscode.Uri.joinPath(workspaceRoot(), 'Dockerfile');
  await vscode.window.showTextDocument(uri);
  const findings = await until('findings', () => {
    const found = vscode.languages.getDiagnostics(uri);
    return found.length > 0 && found;
  });
  const [first] = findings;
  assert.ok(first);
  const hovers = await command<vscode.Hover[]>('vscode.executeHoverProvider', uri, first.range.start);
  assert.ok(hovers.length > 0, 'the finding is explained');
  note(`restricted: ${findings.length} findings, ${hovers.length} hovers`);

  const lenses = await command<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  assert.deepEqual(lenses, []);
  for (const id of [
    'build',
    'prove',
    'push',
    'deploy',
    'containerize',
    'logs',
    'portForward',
    'useContext',
    'createSecret',
  ]) {
    assert.equal(await command(`gantry.${id}`, uri), undefined, id);
  }
  const api = await gantry();
  await command('gantry.cluster.focus');
  assert.deepEqual(await api.clusterTree(), []);
  assert.equal(api.watches(), 0);
}
