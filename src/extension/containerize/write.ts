import * as vscode from 'vscode';
import type { Plan } from '../../containerize/plan-types.ts';
import { exists } from '../folders.ts';

export interface Containerized {
  /** Paths relative to the module's folder. */
  readonly written: readonly string[];
  /** Files of the plan that were there already. */
  readonly kept: readonly string[];
}

/**
 * Shows the planned files in the Refactor Preview and writes those that stay ticked: one edit, one undo.
 * Files that are there already are shown without a tick and never written. Undefined: the user discarded it.
 */
export async function writeWithPreview(folder: vscode.Uri, plan: Plan): Promise<Containerized | undefined> {
  const planned = plan.files.filter((file) => !file.exists);
  const kept = plan.files.filter((file) => file.exists).map(({ path }) => path);
  if (planned.length === 0) {
    return { written: [], kept };
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { path, text } of planned) {
    const contents = new TextEncoder().encode(text);
    const label = vscode.l10n.t('New files');
    edit.createFile(vscode.Uri.joinPath(folder, path), { contents }, { label, needsConfirmation: false });
  }
  // The preview opens only for an edit that needs a confirmation, and shows such an edit without a tick: these change nothing.
  const label = vscode.l10n.t('Files that stay as they are');
  for (const path of kept.length > 0 ? kept : ['go.mod']) {
    const uri = vscode.Uri.joinPath(folder, path);
    edit.insert(uri, new vscode.Position(0, 0), '', { label, needsConfirmation: true });
  }
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return undefined;
  const there = await Promise.all(planned.map(({ path }) => exists(vscode.Uri.joinPath(folder, path))));
  return { written: planned.map(({ path }) => path).filter((_path, index) => there[index]), kept };
}
