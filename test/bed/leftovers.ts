import { readdirSync, readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
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

/** Kills what runs in the cgroup `name` or below it, in every hierarchy, and removes it: containers outlive their engine. */
export async function removeCgroup(name: string): Promise<void> {
  const root = '/sys/fs/cgroup';
  const hierarchies = ['', ...list(root)].map((hierarchy) => path.join(root, hierarchy, name));
  const folders = hierarchies.flatMap(tree);
  await killAll(() => folders.flatMap((folder) => numbers(path.join(folder, 'cgroup.procs'))));
  for (const folder of folders.sort((a, b) => b.length - a.length)) {
    await waitUntil(() => Promise.resolve(removed(folder)), 5).catch(() => undefined);
  }
}

async function killAll(find: () => readonly number[]): Promise<void> {
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

function tree(folder: string): readonly string[] {
  try {
    const children = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [folder, ...children.flatMap((child) => tree(path.join(folder, child.name)))];
  } catch {
    return [];
  }
}

function removed(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function numbers(file: string): readonly number[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
