import path from 'node:path';
import { nodeFiles } from '../disk/node-files.ts';
import type { FileEntry } from '../go/files.ts';

/** Entries of folders on disk, kept for a moment, so that typing a path reads each folder once. */
export interface Listing {
  readonly list: (folder: string) => Promise<readonly FileEntry[]>;
}

/** How long an answer is taken to be true; files appear and go while one types. */
const MILLISECONDS = 2000;
const MOST_KEPT = 100;

export function createListing(root: string, now: () => number = Date.now): Listing {
  const files = nodeFiles(root);
  const kept = new Map<string, { readonly until: number; readonly entries: Promise<readonly FileEntry[]> }>();
  return {
    list(folder) {
      const found = kept.get(folder);
      if (found && found.until > now()) return found.entries;
      if (kept.size >= MOST_KEPT) kept.clear();
      const inside = !path.relative(root, path.join(root, folder)).startsWith('..');
      const entries = inside ? files.list(folder) : Promise.resolve([]);
      kept.set(folder, { until: now() + MILLISECONDS, entries });
      return entries;
    },
  };
}
