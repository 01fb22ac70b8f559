import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command, gantry, note, until, workspaceRoot } from './gantry.ts';

/** *Show Contract* draws the program around the active file, and follows what is typed. */
export async function run(): Promise<void> {
  const main = vscode.Uri.joinPath(workspaceRoot(), 'cmd/shop/main.go');
  const manifest = vscode.Uri.joinPath(workspaceRoot(), 'deploy/base/deployment.yaml');
  await vscode.window.showTextDocument(main, { preview: false });
  await command('gantry.showContract');
  const first = await shown();
  assert.equal(first.title, 'Contract of shop');
  const heads = first.boxes.map(({ column, rows: [head] }) => `${column} ${head?.label ?? ''}`);
  for (const box of ['0 shop', '1 Dockerfile', '2 shop', '3 shop-config', '3 shop'])
    assert.ok(heads.includes(box), `${box} among ${heads.join(', ')}`);
  assert.deepEqual(
    first.edges.filter(({ state }) => state === 'broken'),
    [],
  );
  assert.deepEqual([first.notices, first.questions], [[], []]);
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  await until('the page has a tab', () => tabs().includes('Contract of shop'));

  // Beside the page, so that it stays in sight.
  const editor = await vscode.window.showTextDocument(manifest, { viewColumn: vscode.ViewColumn.Two });
  const at = editor.document.getText().indexOf('containerPort: 8080') + 'containerPort: '.length;
  const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 4));
  const typed = Date.now();
  await editor.edit((edit) => {
    edit.replace(range, '8081');
  });
  const broken = await until('the broken edge is drawn', async () => {
    const [edge] = (await gantry()).contract()?.edges ?? [];
    return edge?.state === 'broken' ? edge : undefined;
  });
  note(`a broken edge is drawn ${Date.now() - typed} ms after it was typed`);
  assert.equal(broken.text, 'shop does not listen on 8081, but on 8080');
  // The page may have taken the focus, and what is undone is what has it.
  await vscode.window.showTextDocument(editor.document, { viewColumn: vscode.ViewColumn.Two });
  await vscode.commands.executeCommand('undo');
  await until('the edit is undone', () => editor.document.getText().includes('containerPort: 8080'));
  await until('it is whole again', async () => (await gantry()).contract()?.edges[0]?.state !== 'broken');

  // A lens or another command says which program is meant.
  await command('gantry.showContract', { uri: main.toString() }, { program: './cmd/shop' });
  assert.equal((await shown()).title, 'Contract of shop');
}

async function shown() {
  return until('the page has its model', async () => (await gantry()).contract());
}
