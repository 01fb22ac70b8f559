import * as vscode from 'vscode';
import type { Plan } from '../../containerize/plan-types.ts';
import { checkWritable } from '../../disk/write-text.ts';
import { Problem } from '../../words/problem.ts';
import { exists } from '../folders.ts';
import type { VirtualDocuments } from '../virtual-documents.ts';
import { changedFiles, type KeptFile } from './kept-files.ts';
import type { MadeFolders } from './made-folders.ts';

export interface Containerized {
  /** Paths relative to the module's folder. */
  readonly written: readonly string[];
  /** Files of the plan that were there already and stayed as they were. */
  readonly kept: readonly string[];
  /** Files that were there already and that the user let be changed. */
  readonly changed: readonly string[];
}

/**
 * Shows the planned files in the Refactor Preview and writes those that stay ticked: one edit, one undo.
 * Changes to files that are there already have no tick until the user gives it. Undefined: the user discarded it.
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
  const there = plan.files.filter((file) => file.exists).map(({ path }) => path);
  const different = await changedFiles(folder, plan);
  if (planned.length === 0 && different.length === 0) return { written: [], kept: there, changed: [] };
  // The workbench says nothing of an edit that fails, and answers as if it had been discarded.
  if (folder.scheme === 'file')
    await checkWritable(
      folder.fsPath,
      [...planned, ...different].map(({ path }) => path),
    );
  const edit = new vscode.WorkspaceEdit();
  for (const { path, text } of planned) {
    const contents = new TextEncoder().encode(text);
    const label = vscode.l10n.t('New files');
    edit.createFile(vscode.Uri.joinPath(folder, path), { contents }, { label, needsConfirmation: false });
  }
  for (const file of different) proposeChange(edit, file);
  // The preview opens only for an edit that needs a confirmation, and shows such an edit without a tick: these change nothing.
  const label = vscode.l10n.t('Files that stay as they are');
  const same = there.filter((path) => !different.some((file) => file.path === path));
  for (const path of same.length > 0 || different.length > 0 ? same : ['go.mod']) {
    const uri = vscode.Uri.joinPath(folder, path);
    edit.insert(uri, new vscode.Position(0, 0), '', { label, needsConfirmation: true });
  }
  const missing = await madeFolders.missing(
    folder,
    planned.map(({ path }) => path),
  );
  const closeContents = await showContents(folder, plan, different, documents);
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  await closeContents();
  if (!applied) {
    await takeBack(folder, planned);
    return undefined;
  }
  madeFolders.remember(missing);
  const written = await Promise.all(planned.map(({ path }) => exists(vscode.Uri.joinPath(folder, path))));
  const changed: string[] = [];
  for (const { path, uri, present } of different) {
    if ((await vscode.workspace.openTextDocument(uri)).getText() !== present) changed.push(path);
  }
  return {
    written: planned.map(({ path }) => path).filter((_path, index) => written[index]),
    kept: there.filter((path) => !changed.includes(path)),
    changed,
  };
}

/** An edit that fails in its middle leaves what it wrote before: a discarded one leaves nothing. */
async function takeBack(folder: vscode.Uri, planned: readonly { readonly path: string; readonly text: string }[]) {
  const left: string[] = [];
  for (const { path, text } of planned) {
    const uri = vscode.Uri.joinPath(folder, path);
    const there = await vscode.workspace.fs.readFile(uri).then(undefined, () => undefined);
    // Another text is somebody else's.
    if (there === undefined || new TextDecoder().decode(there) !== text) continue;
    await vscode.workspace.fs.delete(uri);
    left.push(path);
  }
  if (left.length === 0) return;
  const missing = planned.find(({ path }) => !left.includes(path));
  throw new Problem({
    kind: 'forbidden',
    what: ['`{0}` could not be written', missing?.path ?? ''],
    why: ['What was written before it was taken back'],
  });
}

/** One tick for the whole file. */
function proposeChange(edit: vscode.WorkspaceEdit, { uri, present, proposed }: KeptFile): void {
  const lines = present.split('\n');
  const end = new vscode.Position(lines.length - 1, (lines.at(-1) ?? '').length);
  const label = vscode.l10n.t('Changes to files that are there: tick what you want');
  edit.replace(uri, new vscode.Range(new vscode.Position(0, 0), end), proposed, { label, needsConfirmation: true });
}

/** Shows all planned files in one editor, those that are there against what is there; the answer closes it. */
async function showContents(
  folder: vscode.Uri,
  plan: Plan,
  different: readonly KeptFile[],
  documents: VirtualDocuments,
): Promise<() => Promise<void>> {
  const title = vscode.l10n.t('What Gantry would write');
  const resources = plan.files.flatMap(({ path, text, exists: there }) => {
    const uri = vscode.Uri.joinPath(folder, path);
    if (!there) return [[uri, undefined, documents.put(`containerize/${path}`, text)]];
    const change = different.find((file) => file.path === path);
    return change ? [[uri, uri, documents.put(`containerize/${path}`, change.proposed)]] : [];
  });
  await vscode.commands.executeCommand('vscode.changes', title, resources);
  return async () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ label }) => label.startsWith(title)));
  };
}
