import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { withLock } from './lock.ts';

/** Where downloads, builds and engines' data are kept: never inside the checkout. */
export function cacheFolder(): string {
  const { GANTRY_CACHE, XDG_CACHE_HOME } = process.env;
  if (GANTRY_CACHE) return path.resolve(GANTRY_CACHE);
  return path.join(XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'gantry');
}

/**
 * The folder `key` of the cache, made by `make` (which fills the folder it is given) unless it is there. What is there
 * is whole: a maker that fails or is killed leaves nothing under that name, and only one process makes it.
 */
export async function cached(key: string, make: (folder: string) => Promise<void>): Promise<string> {
  const target = path.join(cacheFolder(), key);
  if (existsSync(target)) return target;
  await mkdir(path.dirname(target), { recursive: true });
  return withLock(`${target}.lock`, async () => {
    if (existsSync(target)) return target;
    const folder = await mkdtemp(`${target}.making-`);
    try {
      await make(folder);
      await rename(folder, target);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return target;
  });
}
