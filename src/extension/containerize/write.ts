import * as vscode from 'vscode';
import type { Plan } from '../../containerize/plan-types.ts';
import { exists } from '../folders.ts';
import type { VirtualDocuments } from '../virtual-documents.ts';
import type { MadeFolders } from './made-folders.ts';

export interface Containerized {
  /** Paths relative to the module's folder. */
  readonly written: readonly string[];
  /** Files of the plan that were there already. */
  readonly kept: readonly string[];
}

/**
 * Shows the planned files in the Refactor Preview and writes those that stay ticked: one edit, one undo.
 * Files that are there already are shown without a tick and never written. Undefined: the user discarded it.
 *
 * The preview shows no contents of new files, so an editor above it does. (A file that is created empty and then filled
 * would show them, but its undo is lost with the editor that the workbench never opens.)
 */
export async function writeWithPreview(
  folder: vscode.Uri,
  plan: Plan,
  documents: VirtualDocuments,
  madeFolders: MadeFolders,
): Promise<Containerized | undefined> {
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
  const missing = await madeFolders.missing(
    folder,
    planned.map(({ path }) => path),
  );
  const closeContents = await showContents(folder, plan, documents);
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  await closeContents();
  if (!applied) return undefined;
  madeFolders.remember(missing);
  const there = await Promise.all(planned.map(({ path }) => exists(vscode.Uri.joinPath(folder, path))));
  return { written: planned.map(({ path }) => path).filter((_path, index) => there[index]), kept };
}

/** Shows all planned files in one editor, those that are there against what is there; the answer closes it. */
async function showContents(folder: vscode.Uri, plan: Plan, documents: VirtualDocuments): Promise<() => Promise<void>> {
  const title = vscode.l10n.t('What Gantry would write');
  const resources = plan.files.map(({ path, text, exists: there }) => {
    const uri = vscode.Uri.joinPath(folder, path);
    return [uri, there ? uri : undefined, documents.put(`containerize/${path}`, text)];
  });
  await vscode.commands.executeCommand('vscode.changes', title, resources);
  return async () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ label }) => label.startsWith(title)));
  };
}
