import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Settled } from '../go/settled.ts';

/** Answers of a toolchain, each in a file of its own outside of every project. */
export interface AnswerCache {
  readonly get: (key: string) => Promise<Settled | null>;
  /** Does nothing where the folder cannot be written. */
  readonly put: (key: string, settled: Settled) => Promise<void>;
}

/** What the files hold; another one is read as if it were not there. */
const FORMAT = 3;
const MOST_ANSWERS = 100;

/** Where programs of this user keep what they can work out again, absolute. */
export function userCacheFolder(env: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: local } = env;
  if (process.platform === 'win32') return path.join(local ?? homedir(), 'gantry');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'gantry');
  return path.join(cache !== undefined && path.isAbsolute(cache) ? cache : path.join(homedir(), '.cache'), 'gantry');
}

export function createAnswerCache(folder: string): AnswerCache {
  return {
    async get(key) {
      try {
        const read = JSON.parse(await readFile(fileOf(key), 'utf8')) as { format?: unknown; settled: Settled };
        return read.format === FORMAT ? read.settled : null;
      } catch {
        return null;
      }
    },
    async put(key, settled) {
      const own = `${fileOf(key)}.${process.pid}`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(own, JSON.stringify({ format: FORMAT, settled }));
        // Who reads meanwhile sees the whole file or none.
        await rename(own, fileOf(key));
        await sweep();
      } catch {
        await rm(own, { force: true });
      }
    },
  };

  function fileOf(key: string): string {
    return path.join(folder, `${key}.json`);
  }

  async function sweep(): Promise<void> {
    const names = await readdir(folder);
    if (names.length <= MOST_ANSWERS) return;
    const written = names.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs }));
    const oldest = (await Promise.all(written)).sort((a, b) => a.at - b.at).slice(0, names.length - MOST_ANSWERS);
    for (const { name } of oldest) await rm(path.join(folder, name), { force: true });
  }
}
