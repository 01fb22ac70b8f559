/** `unseen`: a folder that nobody looks into, as git ignores it; anything may lie in it. */
export type EntryKind = 'file' | 'folder' | 'unseen';

/** Names in a folder of the workspace (`''` is its root); undefined: there is no such folder. */
export type ListFolder = (folder: string) => ReadonlyMap<string, EntryKind> | undefined;

/** The names of the files of a workspace, by folder, so that a look-up costs no more than the path is deep. */
export interface FileTree {
  /** False: it was known already, or lies where nobody looks. */
  readonly add: (path: string, kind: 'file' | 'unseen') => boolean;
  /** A file, or a folder with all below it. False: it was not known. */
  readonly remove: (path: string) => boolean;
  readonly list: ListFolder;
}

export function createFileTree(): FileTree {
  const folders = new Map<string, Map<string, EntryKind>>([['', new Map()]]);

  /** Undefined in a folder that nobody looks into, and behind a link. */
  function folder(path: string): Map<string, EntryKind> | undefined {
    const known = folders.get(path);
    if (known) return known;
    const { around, name } = split(path);
    const above = folder(around);
    if (!above || above.has(name)) return undefined;
    const made = new Map<string, EntryKind>();
    folders.set(path, made);
    above.set(name, 'folder');
    return made;
  }

  function removeBelow(path: string): void {
    const entries = folders.get(path);
    folders.delete(path);
    for (const [name, kind] of entries ?? []) if (kind === 'folder') removeBelow(`${path}/${name}`);
  }

  return {
    add(path, kind) {
      const { around, name } = split(path);
      const entries = folder(around);
      if (!entries || entries.has(name)) return false;
      entries.set(name, kind);
      return true;
    },
    remove(path) {
      const { around, name } = split(path);
      if (!folders.get(around)?.delete(name)) return false;
      removeBelow(path);
      return true;
    },
    list: (path) => folders.get(path),
  };
}

/** What lies at a path; `unseen` also for all that may lie below such a folder or a link, undefined where nothing is. */
export function entryAt(list: ListFolder, path: string): EntryKind | undefined {
  let at = '';
  const names = namesOf(path);
  for (const [index, name] of names.entries()) {
    const kind = list(at)?.get(name);
    if (kind === undefined) return undefined;
    if (index === names.length - 1) return kind;
    // A file with something below it is a link to a folder.
    if (kind !== 'folder') return 'unseen';
    at = joinNames(at, name);
  }
  return 'folder';
}

/** Paths below a folder, relative to it and the nearest first; at most so many, so that large workspaces cost no more. */
export function* pathsBelow(list: ListFolder, folder: string, most: number): Generator<string> {
  const waiting = [''];
  let given = 0;
  for (const below of waiting) {
    for (const [name, kind] of list(joinNames(folder, below)) ?? []) {
      if (++given > most) return;
      const path = joinNames(below, name);
      if (kind === 'folder') waiting.push(path);
      yield path;
    }
  }
}

/** The folder of a file and those around it, up to the workspace's root. */
export function foldersAbove(file: string): string[] {
  const names = file.split('/').slice(0, -1);
  return [...names, ''].map((_, index) => names.slice(0, names.length - index).join('/'));
}

export function joinNames(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

function split(path: string): { around: string; name: string } {
  const slash = path.lastIndexOf('/');
  return { around: slash < 0 ? '' : path.slice(0, slash), name: path.slice(slash + 1) };
}
