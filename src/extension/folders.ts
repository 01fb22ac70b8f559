import * as path from 'node:path';
import * as vscode from 'vscode';
import { Problem } from '../words/problem.ts';

/** The workspace folder of a file, else the only one, else the one the user picks. Undefined: the user picked none. */
export async function workspaceFolder(uri: vscode.Uri | undefined): Promise<vscode.WorkspaceFolder | undefined> {
  const around = uri && vscode.workspace.getWorkspaceFolder(uri);
  if (around) return around;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  const only = folders[0];
  if (only) return only;
  throw new Problem({
    kind: 'invalid-input',
    what: ['No folder is open'],
    next: ['Open the folder of the Go project first'],
  });
}

/** The nearest folder from `file` upwards, inside its workspace folder, that holds a file called `name`. */
export async function nearestFolderWith(name: string, file: vscode.Uri): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  let folder = vscode.Uri.joinPath(file, '..');
  for (;;) {
    if (await exists(vscode.Uri.joinPath(folder, name))) return folder;
    const parent = vscode.Uri.joinPath(folder, '..');
    if (!root || folder.path === root.path || parent.path === folder.path) return undefined;
    folder = parent;
  }
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Path of `file` relative to `folder`, with `/`. */
export function relativePath(folder: vscode.Uri, file: vscode.Uri): string {
  return path.relative(folder.fsPath, file.fsPath).split(path.sep).join('/');
}
