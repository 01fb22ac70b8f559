import { existsSync, mkdirSync } from 'node:fs';
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
  readonly release: () => Promise<void>;
}

export type Place = Omit<Claim, 'release'>;

const PLACES = 32;

/**
 * Takes the first free place for `part`, so that any number of test processes run parts side by side. `sweep` removes
 * what a killed former run left in a place; every place that nobody holds is swept first.
 */
export async function claim(part: string, sweep: (place: Place) => Promise<void>): Promise<Claim> {
  for (let slot = 0; slot < PLACES; slot++) {
    const place = placeOf(part, slot);
    const { folder } = place;
    const unlock = tryLock(`${folder}.lock`);
    if (!unlock) continue;
    try {
      await sweepAbandoned(part, slot + 1, sweep);
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
  throw new Error(`${PLACES} of ${part} run already; end those that are not needed`);
}

/** Cleans up behind killed runs in the places from `first` on: those below are taken. */
async function sweepAbandoned(part: string, first: number, sweep: (place: Place) => Promise<void>): Promise<void> {
  for (let slot = first; slot < PLACES; slot++) {
    const place = placeOf(part, slot);
    const unlock = existsSync(place.folder) ? tryLock(`${place.folder}.lock`) : undefined;
    if (!unlock) continue;
    try {
      await sweep(place);
      await rm(place.folder, { recursive: true, force: true });
    } finally {
      unlock();
    }
  }
}

function placeOf(part: string, slot: number): Place {
  const name = `${part}-${slot}`;
  return { slot, folder: path.join(runtimeFolder(), name), data: path.join(cacheFolder(), 'state', name) };
}

/** The same for every process of a user, whatever TMPDIR says: slots name bridges, which are the whole machine's. */
function runtimeFolder(): string {
  if (process.getuid?.() === 0 && process.platform === 'linux') return '/run/gantry-bed';
  return path.join(tmpdir(), `gantry-bed-${process.getuid?.() ?? ''}`);
}
