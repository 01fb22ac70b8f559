import * as vscode from 'vscode';
import type { Plan } from '../../containerize/plan-types.ts';
import type { Containerized } from '../commands/containerize.ts';

/**
 * Shows the planned files in the Refactor Preview and writes those that the user leaves ticked: one edit, one undo.
 * A file that is there already is never part of the edit. Undefined: the user discarded it.
 */
export async function writeWithPreview(folder: vscode.Uri, plan: Plan): Promise<Containerized | undefined> {
  const planned = plan.files.filter(({ exists }) => !exists);
  const kept = plan.files.filter(({ exists }) => exists).map(({ path }) => path);
  if (planned.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('All {0} files are there already: nothing to write.', kept.length),
    );
    return { written: [], kept };
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { path, text } of planned) {
    const contents = new TextEncoder().encode(text);
    edit.createFile(
      vscode.Uri.joinPath(folder, path),
      { contents, overwrite: false },
      { label: vscode.l10n.t('New files'), needsConfirmation: true },
    );
  }
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!applied) return undefined;
  return { written: planned.map(({ path }) => path), kept };
}
