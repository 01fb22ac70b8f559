import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { nearestFolderWith } from '../folders.ts';

/** The chart around a file, else one that the user picks; undefined: none was picked. */
export async function chartFolder(uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const around = uri && (await nearestFolderWith('Chart.yaml', uri));
  if (around) return around;
  const files = await vscode.workspace.findFiles('**/Chart.yaml', '**/{node_modules,vendor,.git}/**', 100);
  if (files.length === 0) {
    throw new Problem({ kind: 'not-found', what: ['There is no Helm chart here'], why: ['No Chart.yaml was found'] });
  }
  const items = files.map((file) => {
    const folder = vscode.Uri.joinPath(file, '..');
    return { label: vscode.workspace.asRelativePath(folder), folder };
  });
  const title = vscode.l10n.t('Lint which chart?');
  const picked = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title });
  return picked?.folder;
}
