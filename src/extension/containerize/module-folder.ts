import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { withAction } from '../action.ts';
import { exists, nearestFolderWith, workspaceFolder } from '../folders.ts';

/**
 * The folder of the Go module to containerize: the one around the active file, else the workspace's only one,
 * else the one the user picks. Throws a Problem where there is no Go.
 */
export async function moduleFolder(uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (uri) {
    const itself = await exists(vscode.Uri.joinPath(uri, 'go.mod'));
    // A Dockerfile beside go.work belongs to the modules below.
    const around = itself
      ? uri
      : ((await nearestFolderWith('go.mod', uri)) ?? (await nearestFolderWith('go.work', uri)));
    if (around) return around;
  }
  const folder = await workspaceFolder(uri);
  if (!folder) return undefined;
  const pattern = new vscode.RelativePattern(folder, '**/go.mod');
  const modules = await vscode.workspace.findFiles(pattern, '**/{node_modules,vendor,testdata,.git}/**', 50);
  const folders = modules
    .map((file) => vscode.Uri.joinPath(file, '..'))
    .sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  const [only, second] = folders;
  if (!only) {
    const problem = new Problem({
      kind: 'not-found',
      what: ['There is no Go module in `{0}`', folder.name],
      why: ['No go.mod was found'],
      next: ['Open the folder of a Go program, or run go mod init first'],
    });
    throw withAction(problem, { title: vscode.l10n.t('Open Folder'), command: 'vscode.openFolder' });
  }
  if (!second) return only;
  const items = folders.map((module) => ({ label: vscode.workspace.asRelativePath(module), module }));
  const title = vscode.l10n.t('Which Go module?');
  return (await vscode.window.showQuickPick(items, { title }))?.module;
}
