import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Files that are looked at, at most: a larger folder is measured in part. */
const MOST = 200_000;

/** All files below `root` (absolute) with their sizes, as a build context has them: .git and node_modules, too. */
export async function* sizedFiles(
  root: string,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly path: string; readonly bytes: number }> {
  const queue = [''];
  for (let seen = 0; queue.length > 0;) {
    const folder = queue.pop() ?? '';
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    signal?.throwIfAborted();
    for (const entry of entries) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) queue.push(name);
      else if (++seen > MOST) return;
      else {
        const size = entry.isFile()
          ? await lstat(path.join(root, name)).then(
              (found) => found.size,
              () => 0,
            )
          : 0;
        yield { path: name, bytes: size };
      }
    }
  }
}
