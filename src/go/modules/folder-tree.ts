import type { FileEntry, Files } from '../files.ts';
import { inFolder } from '../paths.ts';

/** A folder that holds Go: its go.mod, go.work and .go files, by name. */
export interface GoFolder {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  readonly goFiles: readonly string[];
}

export interface FolderTree {
  readonly folders: readonly GoFolder[];
  /** What each folder that was walked holds, Go or not. */
  readonly entries: ReadonlyMap<string, readonly FileEntry[]>;
  /** True: the tree is larger than the limits, and only its first part was seen. */
  readonly cut: boolean;
}

/** What was seen in folders before, by the listing. */
export type KnownFolders = WeakMap<readonly FileEntry[], Seen>;

interface Seen {
  readonly folder: GoFolder;
  /** Paths of the folders inside that are walked, too. */
  readonly below: readonly string[];
}

/** Bounds of a walk: links that loop and dumps of a million files end here. */
export interface TreeLimits {
  readonly folders: number;
  readonly depth: number;
  readonly goFiles: number;
}

export const TREE_LIMITS: TreeLimits = { folders: 50_000, depth: 60, goFiles: 50_000 };

const SKIPPED = new Set(['vendor', 'testdata', 'node_modules']);

/** Folders with Go files or a module, nearest first, without those that the go command passes over. */
export async function readFolders(
  files: Files,
  signal: AbortSignal | undefined,
  limits: TreeLimits,
  known: KnownFolders,
): Promise<FolderTree> {
  const folders: GoFolder[] = [];
  const listed = new Map<string, readonly FileEntry[]>();
  let level = ['.'];
  let seen = 0;
  let goFileCount = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.depth) return { folders, entries: listed, cut: true };
    const next: string[] = [];
    for (const path of level) {
      signal?.throwIfAborted();
      if (++seen > limits.folders || goFileCount > limits.goFiles) return { folders, entries: listed, cut: true };
      const entries = await files.list(path === '.' ? '' : path);
      listed.set(path, entries);
      const { folder, below } = lookInto(path, entries, known);
      goFileCount += folder.goFiles.length;
      if (folder.goFiles.length > 0 || folder.names.has('go.mod') || folder.names.has('go.work')) folders.push(folder);
      next.push(...below);
    }
    level = next;
  }
  return { folders, entries: listed, cut: false };
}

function lookInto(path: string, entries: readonly FileEntry[], known: KnownFolders): Seen {
  const before = known.get(entries);
  if (before?.folder.path === path) return before;
  const names = new Set(entries.filter(({ folder }) => !folder).map(({ name }) => name));
  const goFiles = [...names].filter((name) => name.endsWith('.go') && !/^[._]/.test(name));
  const below = entries
    .filter(({ name, folder }) => folder && !/^[._]/.test(name) && !SKIPPED.has(name))
    .map(({ name }) => inFolder(path, name));
  const seen = { folder: { path, names, goFiles }, below };
  known.set(entries, seen);
  return seen;
}
