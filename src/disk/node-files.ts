import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileEntry, Files } from '../go/files.ts';

const LARGEST_FILE = 5 * 1024 * 1024;

/** A folder on disk as `Files`: what cannot be read is absent, links to folders are not followed. `root` is absolute. */
export function nodeFiles(root: string): Files {
  return {
    read: (file) => readText(path.join(root, file)),
    list: async (folder) => {
      return entriesOf(await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []));
    },
  };
}

/** How long a reader may keep the event loop to itself. */
const LONGEST = 10;

/**
 * The same for a process that has little else to do meanwhile: to wait for every file takes a tenth of the time in which
 * a project is analysed. Now and then whoever else waits gets his turn: a toolchain that is asked beside has several questions.
 */
export function waitingFiles(root: string): Files {
  let turn = performance.now();
  const now = async <Result>(answer: () => Result, otherwise: Result): Promise<Result> => {
    if (performance.now() - turn > LONGEST) {
      await setImmediate();
      turn = performance.now();
    }
    try {
      return answer();
    } catch {
      return otherwise;
    }
  };
  return {
    read: (file) => now(() => textNow(path.join(root, file)), null),
    list: (folder) => now(() => entriesOf(readdirSync(path.join(root, folder), { withFileTypes: true })), []),
  };
}

function textNow(file: string): string | null {
  if (statSync(file).size > LARGEST_FILE) return null;
  return textOf(readFileSync(file, 'utf8'));
}

function entriesOf(entries: readonly Dirent[]): FileEntry[] {
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
    .map((entry): FileEntry => ({ name: entry.name, folder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function textOf(read: string): string | null {
  return read.includes('\0') ? null : read;
}

/** The text of a file, or null where it is absent, unreadable, binary or larger than 5 MB. */
export async function readText(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) return null;
    return textOf(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
