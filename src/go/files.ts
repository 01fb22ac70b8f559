/**
 * How analysers and generators see a folder: paths are relative to it, with `/`, `''` is the folder itself.
 * The extension passes the workspace's file system, the command line node:fs, tests a Map.
 */
export interface Files {
  /** The text of a file, or null where there is none, it is a folder, binary, unreadable or larger than 5 MB. */
  read(path: string): Promise<string | null>;
  /** Names in a folder, sorted; empty where there is none. Links to folders are not followed. */
  list(folder: string): Promise<readonly FileEntry[]>;
  /** As long as it is the same object, the Go files right in the folder have the same texts. Absent: nobody knows. */
  revision?(folder: string): object;
}

export interface FileEntry {
  readonly name: string;
  readonly folder: boolean;
}
