import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { killAll } from './leftovers.ts';
import { waitUntil } from './process.ts';

const ROOT = '/sys/fs/cgroup';

/** Makes the cgroup `name` in every hierarchy of version 1, or in the one of version 2. */
export function makeCgroup(name: string): void {
  for (const hierarchy of hierarchies()) {
    const folder = path.join(hierarchy, name);
    mkdirSync(folder, { recursive: true });
    // A new cpuset has neither processors nor memory, and nothing can run in it.
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      const inherited = path.join(hierarchy, file);
      if (existsSync(inherited)) writeFileSync(path.join(folder, file), readFileSync(inherited));
    }
  }
}

/** Kills what runs in the cgroup `name` or below it, in every hierarchy, and removes it: containers outlive their engine. */
export async function removeCgroup(name: string): Promise<void> {
  const folders = hierarchies().flatMap((hierarchy) => tree(path.join(hierarchy, name)));
  await killAll(() => folders.flatMap((folder) => numbers(path.join(folder, 'cgroup.procs'))));
  for (const folder of folders.sort((a, b) => b.length - a.length)) {
    await waitUntil(() => Promise.resolve(removed(folder)), 5).catch(() => undefined);
  }
}

function hierarchies(): readonly string[] {
  if (existsSync(path.join(ROOT, 'cgroup.controllers'))) return [ROOT];
  return readdirSync(ROOT)
    .map((name) => path.join(ROOT, name))
    .filter((folder) => existsSync(path.join(folder, 'cgroup.procs')));
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
