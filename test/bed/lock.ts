import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Takes the lock `file` if no living process holds it; undefined otherwise. Returns what gives it back. */
export function tryLock(file: string): (() => void) | undefined {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, identity(process.pid));
  try {
    if (!link(mine, file)) {
      if (!breakIfStale(file) || !link(mine, file)) return undefined;
    }
    return () => rmSync(file, { force: true });
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Runs `work` while no other process (and no other caller here) holds the lock `file`; waits as long as that takes. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  let release = tryLock(file);
  while (!release) {
    await delay(100);
    release = tryLock(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/** A name that no later process with the same number has: the number and when the process started. */
function identity(pid: number): string {
  return `${pid} ${startTime(pid) ?? ''}`;
}

function isAlive(owner: string): boolean {
  const [pid, start] = owner.split(' ');
  if (!pid || !/^\d+$/.test(pid)) return false;
  if (start) return startTime(Number(pid)) === start;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

/** Clock ticks since boot, from /proc (field 22 of stat); undefined where there is no such process or no /proc. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** `link` is the one call that makes a file with its content or fails, whoever else tries at the same moment. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead process. Moves it first, so that a lock taken in this moment is not removed with it. */
function breakIfStale(file: string): boolean {
  const owner = read(file);
  if (owner === undefined) return true;
  if (isAlive(owner)) return false;
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  const moved = read(aside);
  if (moved !== undefined && moved !== owner) link(aside, file);
  rmSync(aside, { force: true });
  return moved === owner;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
