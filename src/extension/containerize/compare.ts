import * as vscode from 'vscode';
import type { Plan } from '../../containerize/plan-types.ts';
import type { Action } from '../action.ts';
import { exists } from '../folders.ts';
import type { VirtualDocuments } from '../virtual-documents.ts';

/** A button that compares the files that were kept with what would have been written; none where they are the same. */
export async function compareKept(
  documents: VirtualDocuments,
  folder: vscode.Uri,
  plan: Plan,
): Promise<readonly Action[]> {
  const resources: vscode.Uri[][] = [];
  for (const { path, text } of plan.files.filter((file) => file.exists)) {
    const kept = vscode.Uri.joinPath(folder, path);
    if (!(await exists(kept))) continue;
    if (new TextDecoder().decode(await vscode.workspace.fs.readFile(kept)) === text) continue;
    resources.push([kept, kept, documents.put(`containerize/${path}`, text)]);
  }
  if (resources.length === 0) return [];
  return [
    {
      title: vscode.l10n.t('Compare'),
      command: 'vscode.changes',
      arguments: [vscode.l10n.t('What Gantry would write'), resources],
    },
  ];
}
