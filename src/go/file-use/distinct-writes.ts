import { isKept } from '../flags/command-reach.ts';
import { holderOf } from './file-paths.ts';
import type { Write } from '../project.ts';

interface Found {
  /** Folders that are made for the sake of what is written in them. */
  readonly holders: ReadonlySet<string>;
  /** Files of databases. */
  readonly stores: ReadonlySet<string>;
}

/** Of all that a program writes each place once: a file or folder that lies in a folder of its own is none, but a database is. */
export function distinctWrites(all: ReadonlyMap<string, Write>, { holders, stores }: Found): Write[] {
  const files = new Set([...all.values()].flatMap(({ folder }) => folder ?? []));
  const places = new Map([...all].filter(([path]) => !(holders.has(path) && files.has(path))));
  return [...places.values()].filter(
    (write) => stores.has(write.path) || (!liesInOther(write, places) && !isOnTheWay(write, places)),
  );
}

/**
 * Whoever writes to a folder may make others in it: those are no places of their own, unless a setting moves the outer one
 * and leaves them where they are. The working directory holds other things, too.
 */
function liesInOther({ path, certainty, commands }: Write, all: ReadonlyMap<string, Write>): boolean {
  for (let outer = holderOf(path); outer !== '.' && outer !== '/'; outer = holderOf(outer)) {
    const found = all.get(outer);
    // What only another command makes is not there.
    if (found && !isKept(found, commands ?? null)) continue;
    if (found && (found.certainty === certainty || found.certainty === 'known')) return true;
  }
  return false;
}

/** `data.json.tmp` is written on the way to `data.json`. */
function isOnTheWay({ path, folder }: Write, all: ReadonlyMap<string, Write>): boolean {
  const whole = /^(.+)[.~_-](?:tmp|temp|new|part|bak|old|swp|lock|wal|shm)?$/i.exec(path)?.[1];
  return folder !== undefined && whole !== undefined && all.has(whole);
}
