import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ContractModel } from '../../../src/webview/messages.ts';
import { command, gantry, note, until, workspaceRoot } from './gantry.ts';

/** What is on the cluster (put there by the test outside) joins the contract once the user has connected, and no sooner. */
export async function run(): Promise<void> {
  const api = await gantry();
  const main = vscode.Uri.joinPath(workspaceRoot(), 'cmd/shop/main.go');
  const config = vscode.Uri.joinPath(workspaceRoot(), 'internal/config/config.go');
  await vscode.window.showTextDocument(main, { preview: false });
  await command('gantry.showContract');
  const before = await until('the page has its model', () => api.contract());
  assert.deepEqual([rows(before), before.notices, api.watches()], [[], [], 0]);

  await command('gantry.showInCluster', {
    context: 'gantry-bed',
    namespace: 'team',
    kind: 'Deployment',
    name: 'shop',
  });
  await command('gantry.showContract', { uri: main.toString() }, { program: './cmd/shop' });
  const model = await until('the live objects are drawn', () => {
    const shown = api.contract();
    return shown && rows(shown).length > 0 ? shown : undefined;
  });
  assert.deepEqual(rows(model).sort(), [
    'on the cluster Secret shop-secrets · team',
    'on the cluster team/shop',
    'on the cluster team/shop',
    'on the cluster team/shop-config',
  ]);
  assert.deepEqual(
    model.edges.filter(({ state }) => state === 'broken').map(({ text }) => text),
    ['LOG_LEVEL has another value on the cluster', 'shop declares 9090 on the cluster'],
  );
  assert.match(model.notices[0]?.text ?? '', /gantry-bed/);
  // The opened Deployment asks for its Pods whenever the tree gets to it, which may be after the picture is drawn.
  const shownInTree = ['Namespace', 'Deployment', 'Pod'].length;
  await until('the tree watches what it shows', () => api.watches() === shownInTree);

  // Beside the page, so that it stays in sight.
  const { document } = await vscode.window.showTextDocument(config, { viewColumn: vscode.ViewColumn.Two });
  const hover = async (name: string) => {
    const place = document.positionAt(document.getText().indexOf(`"${name}"`) + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', config, place);
    return hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join('\n');
  };
  const asked = Date.now();
  // A hover does not wait for long; the next one has what came meanwhile.
  await until('the value on the cluster', async () =>
    /\| Deployment shop \| `team` \| `debug` \|/.test(await hover('LOG_LEVEL')),
  );
  note(`a hover tells the value on the cluster after ${Date.now() - asked} ms`);
  const secret = await hover('DATABASE_URL');
  assert.match(secret, /\| `team` \| of Secret `shop-secrets`: `•+` \|/);
  assert.doesNotMatch(secret, /canary/);
  assert.equal(api.watches(), shownInTree, 'nothing is watched for it');

  await command('gantry.useContext', 'gantry-bed-forbidden');
  await until('another cluster takes them away', () => {
    const shown = api.contract();
    return shown && rows(shown).length === 0;
  });
}

function rows({ boxes }: ContractModel): string[] {
  return boxes
    .flatMap((box) => box.rows)
    .filter(({ kind }) => kind === 'on the cluster')
    .map(({ kind, label }) => `${kind} ${label}`);
}
