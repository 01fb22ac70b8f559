import { readdirSync, readFileSync } from 'node:fs';
import { LOG_VARIABLE, run, waitUntil } from './process.ts';

/**
 * Kills every process that startProcess started with a log in `folder`, and what those started: they are known by a
 * variable of their environment, so that a user's own command that names the folder is let alone.
 */
export async function killStartedIn(folder: string): Promise<void> {
  await killAll(() => processes().filter((pid) => environment(pid).includes(`\0${LOG_VARIABLE}=${folder}/`)));
}

/** Unmounts everything below `folder` (and `folder` itself), the deepest first. */
export async function unmountUnder(folder: string): Promise<void> {
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point === folder || point.startsWith(`${folder}/`));
  for (const point of points.sort((a, b) => b.length - a.length)) await run('umount', ['--lazy', point]);
}

/** Kills whatever `find` finds until it finds nothing; never this process. */
export async function killAll(find: () => readonly number[]): Promise<void> {
  await waitUntil(() => {
    const left = find().filter((pid) => pid !== process.pid);
    for (const pid of left) kill(pid);
    return Promise.resolve(left.length === 0);
  }, 10);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone in the meantime.
  }
}

function processes(): readonly number[] {
  return list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Empty for a process that has ended, a zombie included. */
function environment(pid: number): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
  } catch {
    return '';
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
