import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Where big downloads and builds are kept between runs, outside the checkout. */
export function cacheFolder(): string {
  const base = process.env['GANTRY_CACHE'];
  if (base) return base;
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'gantry');
}

/**
 * The file or folder `key` of the cache, made by `make` on first use. `make` writes to the path it is given, which is moved
 * into place only when it is whole; two processes never make the same key at once.
 */
export async function cached(key: string, make: (into: string) => Promise<void>): Promise<string> {
  const target = path.join(cacheFolder(), key);
  if (existsSync(target)) return target;
  await mkdir(path.dirname(target), { recursive: true });
  return withLock(`${target}.lock`, async () => {
    if (existsSync(target)) return target;
    const part = `${target}.part`;
    await rm(part, { recursive: true, force: true });
    await make(part);
    await rename(part, target);
    return target;
  });
}

/** Runs `work` while holding a lock file; a lock of a process that is gone is broken. */
export async function withLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      const handle = await open(lock, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    } catch {
      if (await isStale(lock)) await rm(lock, { force: true });
      else await wait(200);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function isStale(lock: string): Promise<boolean> {
  const { readFile } = await import('node:fs/promises');
  const pid = Number(await readFile(lock, 'utf8').catch(() => '0'));
  if (pid === 0) {
    // Just being written, unless it has been empty for long.
    const info = await stat(lock).catch(() => undefined);
    return info !== undefined && Date.now() - info.mtimeMs > 5000;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
