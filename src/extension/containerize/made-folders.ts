import * as vscode from 'vscode';
import { exists } from '../folders.ts';
import type { Lifetime } from '../lifetime.ts';

/** Folders that came with files of ours. An undo deletes only the files; these go with their last one. */
export interface MadeFolders extends Lifetime {
  /** The folders, inside `folder`, that writing these paths would make. */
  missing(folder: vscode.Uri, paths: readonly string[]): Promise<readonly vscode.Uri[]>;
  remember(folders: readonly vscode.Uri[]): void;
}

export function createMadeFolders(): MadeFolders {
  const made = new Map<string, vscode.Uri>();
  /** Made on first use: nobody else needs to hear of deleted files. */
  let listener: vscode.Disposable | undefined;

  async function onDelete({ files }: vscode.FileDeleteEvent): Promise<void> {
    const touched = [...made.values()].filter(({ path }) => files.some((file) => file.path.startsWith(`${path}/`)));
    // The innermost first, so that what holds nothing but them is empty, too.
    for (const uri of touched.sort((a, b) => b.path.length - a.path.length)) await removeIfEmpty(uri);
  }

  return {
    async missing(folder, paths) {
      const uris = [...new Set(paths.flatMap(parentsOf))].map((path) => vscode.Uri.joinPath(folder, path));
      const there = await Promise.all(uris.map(exists));
      return uris.filter((_uri, index) => !there[index]);
    },
    remember(folders) {
      for (const uri of folders) made.set(uri.toString(), uri);
      listener ??= vscode.workspace.onDidDeleteFiles((event) => void onDelete(event));
    },
    dispose() {
      listener?.dispose();
    },
  };
}

/** `a/b/c.yaml` → `a`, `a/b`. */
function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

async function removeIfEmpty(uri: vscode.Uri): Promise<void> {
  try {
    if ((await vscode.workspace.fs.readDirectory(uri)).length === 0) await vscode.workspace.fs.delete(uri);
  } catch {
    // It is gone already, or belongs to somebody else by now.
  }
}
