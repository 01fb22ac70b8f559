import { readdirSync, readFileSync } from 'node:fs';
import { run, waitUntil } from './process.ts';

/** Kills every process whose command line names something in one of `folders`: each part's has its own folder in it. */
export async function killUsersOf(...folders: readonly string[]): Promise<void> {
  const users = (): readonly number[] =>
    processes().filter((pid) => folders.some((folder) => commandLine(pid).includes(`${folder}/`)));
  await killAll(users);
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
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
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
