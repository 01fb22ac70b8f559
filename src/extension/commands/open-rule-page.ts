import * as vscode from 'vscode';
import type { CommandContext } from './command.ts';

/** `gantry.openRulePage(rule?)`: the page of a rule, which ships with the extension; without an id the user picks one. */
export function openRulePageCommand({ extensionUri }: CommandContext) {
  return async (rule?: unknown): Promise<void> => {
    const folder = vscode.Uri.joinPath(extensionUri, 'docs', 'rules');
    const id = typeof rule === 'string' ? rule : await pickRule(folder);
    if (id === undefined || !/^[a-z0-9-]+$/.test(id)) return;
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(folder, `${id}.md`));
  };
}

async function pickRule(folder: vscode.Uri): Promise<string | undefined> {
  const files = await vscode.workspace.fs.readDirectory(folder);
  const ids = files.map(([name]) => name.replace(/\.md$/, '')).filter((id) => id !== 'README');
  return vscode.window.showQuickPick(ids.sort(), { title: vscode.l10n.t('Which rule?') });
}
