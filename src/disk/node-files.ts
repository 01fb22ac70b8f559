import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileEntry, Files } from '../go/files.ts';

const LARGEST_FILE = 5 * 1024 * 1024;

/** A folder on disk as `Files`: what cannot be read is absent, links to folders are not followed. `root` is absolute. */
export function nodeFiles(root: string): Files {
  return {
    read: (file) => readText(path.join(root, file)),
    list: async (folder) => {
      const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
        .map((entry): FileEntry => ({ name: entry.name, folder: entry.isDirectory() }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** The text of a file, or null where it is absent, unreadable, binary or larger than 5 MB. */
export async function readText(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) return null;
    const text = await readFile(file, 'utf8');
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
