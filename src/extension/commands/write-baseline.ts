import * as vscode from 'vscode';
import { type BaselineParams, baselineRequest, type BaselineResult } from '../../server/protocol.ts';
import { baselineSetting, rememberBaseline } from '../settings.ts';
import { whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

/**
 * `gantry.writeBaseline(where?)`: writes what is found in a workspace folder now to the file of `gantry.lint.baseline`, so
 * that only what comes later is shown. The file; undefined: there is no folder.
 */
export function writeBaselineCommand({ server }: CommandContext) {
  return async (argument?: unknown): Promise<vscode.Uri | undefined> => {
    const { uri } = whereOf(argument);
    const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
    if (!folder) return undefined;
    const params: BaselineParams = { folder: folder.uri.toString() };
    const { text, findings } = await server.request<BaselineResult>(baselineRequest, params);
    const written = baselineSetting(folder.uri);
    const name = written === '' ? '.gantry-baseline.json' : written;
    const file = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    if (written === '') await rememberBaseline(folder.uri, name);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} findings are in {1} now; only new ones will be shown.', findings, name),
    );
    return file;
  };
}
