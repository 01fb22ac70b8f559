import type { EntryKind, ListFolder } from '../../dockerfile/files/file-tree.ts';
import type { Files } from '../../go/files.ts';

/** Folders and texts as somebody sees them who cannot wait. */
export interface KnownFiles {
  readonly list: ListFolder;
  readonly read: (file: string) => string | undefined;
}

/** So deep patterns go, and so much is looked at; beyond it nobody knows. */
const MOST_ROUNDS = 24;
const MOST_ASKED = 3000;

/**
 * The answer of somebody who cannot wait for files: asked again with what was missing, until nothing is.
 * Undefined: that would be too much.
 */
export async function withKnownFiles<Answer>(
  files: Files,
  ask: (known: KnownFiles) => Answer,
): Promise<Answer | undefined> {
  const folders = new Map<string, ReadonlyMap<string, EntryKind> | undefined>();
  const texts = new Map<string, string | undefined>();
  for (let round = 0; round < MOST_ROUNDS && folders.size + texts.size < MOST_ASKED; round++) {
    const missing: Promise<unknown>[] = [];
    const answer = ask({
      list(folder) {
        if (!folders.has(folder)) missing.push(listed(folder));
        return folders.get(folder);
      },
      read(file) {
        if (!texts.has(file)) missing.push(readText(file));
        return texts.get(file);
      },
    });
    if (missing.length === 0) return answer;
    await Promise.all(missing);
  }
  return undefined;

  async function listed(folder: string): Promise<void> {
    folders.set(folder, undefined);
    const entries = await files.list(folder);
    if (entries.length === 0 && folder !== '') return;
    folders.set(folder, new Map(entries.map((entry) => [entry.name, entry.folder ? 'folder' : 'file'])));
  }

  async function readText(file: string): Promise<void> {
    texts.set(file, undefined);
    texts.set(file, (await files.read(file)) ?? undefined);
  }
}
