import * as vscode from 'vscode';
import { mergeWith } from '../../containerize/changes/merge.ts';
import type { Plan } from '../../containerize/plan-types.ts';
import { firstVersion } from '../../disk/first-version.ts';

/** A file that is there and that the plan would change. */
export interface KeptFile {
  readonly path: string;
  readonly uri: vscode.Uri;
  readonly present: string;
  /** With what its owner changed since it was first committed. */
  readonly proposed: string;
}

/** What the plan would change in files that are there; those that would stay the same are left out. */
export async function changedFiles(folder: vscode.Uri, plan: Plan): Promise<readonly KeptFile[]> {
  const files = plan.files.filter(({ exists }) => exists);
  const kept = await Promise.all(
    files.map(async ({ path, text, mends = false }): Promise<KeptFile | undefined> => {
      const uri = vscode.Uri.joinPath(folder, path);
      try {
        const present = (await vscode.workspace.openTextDocument(uri)).getText();
        // Git is run in trusted workspaces only; the command is not there in others.
        const base = folder.scheme === 'file' && !mends ? await firstVersion(folder.fsPath, path) : null;
        return { path, uri, present, proposed: mergeWith(base, present.replaceAll('\r\n', '\n'), text).text };
      } catch {
        // It is gone by now, or no text.
        return undefined;
      }
    }),
  );
  return kept.filter(
    (file) => file !== undefined && file.proposed !== file.present.replaceAll('\r\n', '\n'),
  ) as KeptFile[];
}
