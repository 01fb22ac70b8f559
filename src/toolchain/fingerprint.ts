import { createHash } from 'node:crypto';
import type { Files } from '../go/files.ts';
import type { GoModule } from '../go/project.ts';

/** Folders that the go command passes over, or that stand for files which go.sum and modules.txt name already. */
const PASSED_OVER = /^(?:[._].*|testdata|node_modules|vendor)$/;
const MOST_FOLDERS = 50_000;

/**
 * A text that is the same exactly where the toolchain would say the same of these modules: it stands for their go.mod and
 * go.sum, the go.work, the list of what is vendored, and every Go file. Null where they depend on folders outside `files`.
 */
export async function fingerprint(
  files: Files,
  modules: readonly GoModule[],
  /** Who is asked, and about what. */
  asked: string,
  signal: AbortSignal,
): Promise<string | null> {
  if (modules.some(({ replaces }) => replaces.some(({ dir }) => dir === null))) return null;
  const hash = createHash('sha256').update(asked);
  const add = async (path: string) => {
    hash.update(`\0${path}\0${(await files.read(path)) ?? ''}`);
  };
  const folders = [''];
  for (let seen = 0; folders.length > 0; seen++) {
    signal.throwIfAborted();
    if (seen > MOST_FOLDERS) return null;
    const folder = folders.pop() ?? '';
    for (const entry of await files.list(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.folder && !PASSED_OVER.test(entry.name)) folders.push(path);
      else if (entry.folder && entry.name === 'vendor') await add(`${path}/modules.txt`);
      else if (/\.go$|^go\.(?:mod|sum|work|work\.sum)$/.test(entry.name)) await add(path);
    }
  }
  return hash.digest('hex');
}
