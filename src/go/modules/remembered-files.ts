import type { FileEntry, Files } from '../files.ts';

/** A folder whose files are read once, until somebody says that they changed. */
export interface RememberedFiles extends Files {
  readonly revision: (folder: string) => object;
  /** A file or folder changed, appeared or went away. */
  readonly forget: (path: string) => void;
}

export function rememberFiles(files: Files): RememberedFiles {
  const texts = new Map<string, Promise<string | null>>();
  const listed = new Map<string, Promise<readonly FileEntry[]>>();
  const revisions = new Map<string, object>();
  return {
    read: (path) => remember(texts, path, () => files.read(path)),
    list: (folder) => remember(listed, folder, () => files.list(folder)),
    revision(folder) {
      const revision = revisions.get(folder) ?? {};
      revisions.set(folder, revision);
      return revision;
    },
    forget(path) {
      texts.delete(path);
      revisions.delete(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
      // Of a folder that comes or goes as a whole, nobody names the files.
      if (listed.delete(path)) {
        revisions.delete(path);
        for (const known of [texts, listed, revisions]) {
          for (const key of known.keys()) if (key.startsWith(`${path}/`)) known.delete(key);
        }
      }
      for (let folder = path; folder !== '';) {
        folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0));
        listed.delete(folder);
      }
    },
  };
}

function remember<Value>(known: Map<string, Promise<Value>>, key: string, read: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? read();
  known.set(key, value);
  return value;
}
