import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { RuntimeFile } from '../../go/project.ts';
import { isInside } from '../paths.ts';
import type { Mount } from './writable-folders.ts';

/** A file without which the program does not start, and which the image does not have. */
export interface DemandedFile {
  /** Where the program looks for it, absolute. */
  readonly path: string;
  /** Of the Secret that brings it. */
  readonly key: string;
  /** An example of it in the repository; absent: there is none. */
  readonly example?: string;
}

/** The files among `lacking` whose place is certain and which the program does not write itself, under names that a Secret may have. */
export async function demandedFiles(
  lacking: readonly RuntimeFile[],
  workdir: string,
  mounts: readonly Mount[],
  exampleOf: (path: string) => Promise<string | null>,
): Promise<DemandedFile[]> {
  const files = new Map<string, DemandedFile>();
  const keys = new Set<string>();
  for (const { path: written, isDemanded, beside } of lacking) {
    if (isDemanded !== true || beside === true || /:/.test(written)) continue;
    const path = resolvePath(written, workdir);
    if (path === undefined || files.has(path) || mounts.some((mount) => isInside(mount.path, path))) continue;
    const plain = (text: string) => text.replace(/^\/+/, '').replace(/[^\w.-]+/g, '-');
    const base = plain(path.slice(path.lastIndexOf('/') + 1));
    const key = keys.has(base) ? plain(path) : base;
    keys.add(key);
    const example = await exampleOf(written);
    files.set(path, { path, key, ...(example !== null && { example }) });
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
