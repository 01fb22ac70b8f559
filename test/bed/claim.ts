import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cache.ts';
import { tryLock } from './lock.ts';

/** One of the places in which a part can run: parts started at the same time have different ones. */
export interface Claim {
  /** Names whatever is the machine's own: bridges, subnets, cgroups, network namespaces. */
  readonly slot: number;
  /** Sockets, logs and configuration. Short, because a socket's path may have 107 characters; empty at first. */
  readonly folder: string;
  /** What may survive to the next start in this place. */
  readonly data: string;
  release(): Promise<void>;
}

/**
 * Takes the first free place for `part`, so that any number of test processes run parts side by side. `sweep` removes
 * what a killed former run left there.
 */
export async function claim(part: string, sweep: (claim: Omit<Claim, 'release'>) => Promise<void>): Promise<Claim> {
  for (let slot = 0; slot < 32; slot++) {
    const folder = path.join(runtimeFolder(), `${part}-${slot}`);
    const unlock = tryLock(`${folder}.lock`);
    if (!unlock) continue;
    const place = { slot, folder, data: path.join(cacheFolder(), 'state', `${part}-${slot}`) };
    try {
      await sweep(place);
      await rm(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      mkdirSync(place.data, { recursive: true });
    } catch (error) {
      unlock();
      throw error;
    }
    const release = async (): Promise<void> => {
      await sweep(place);
      await rm(folder, { recursive: true, force: true });
      unlock();
    };
    return { ...place, release };
  }
  throw new Error(`32 instances of ${part} run already; end those that are not needed`);
}

/** The same for every process of a user, whatever TMPDIR says: slots name bridges, which are the whole machine's. */
function runtimeFolder(): string {
  if (process.getuid?.() === 0 && process.platform === 'linux') return '/run/gantry-bed';
  return path.join(tmpdir(), `gantry-bed-${process.getuid?.() ?? ''}`);
}
