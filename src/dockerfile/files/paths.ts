import type { Dockerfile, Instruction } from '../model.ts';

/** An absolute path without `.`, `..` and slashes at its end; undefined where the file does not decide it. */
export function resolvePath(path: string, folder: string | undefined): string | undefined {
  if (/[$`*?[\]{}~]/.test(path) || (!path.startsWith('/') && folder === undefined)) return undefined;
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${folder ?? ''}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

/** By instruction the folder that WORKDIR has set before it; none where only the base image or a variable decides it. */
export function foldersBefore(dockerfile: Dockerfile): ReadonlyMap<Instruction, string> {
  return dockerfile.once(readFolders);
}

function readFolders({ stages }: Dockerfile): Map<Instruction, string> {
  const folders = new Map<Instruction, string>();
  /** By stage, at its end. */
  const last: (string | undefined)[] = [];
  for (const { base, instructions } of stages) {
    let folder = base === null ? undefined : last[base];
    for (const instruction of instructions) {
      if (folder !== undefined) folders.set(instruction, folder);
      if (instruction.keyword === 'WORKDIR') folder = resolvePath(instruction.words[0]?.value ?? '', folder);
    }
    last.push(folder);
  }
  return folders;
}

/** A path and the folders around it, up to `/`. */
export function* foldersAround(path: string): Generator<string> {
  for (let at = path; at !== '/'; at = at.slice(0, Math.max(1, at.lastIndexOf('/')))) yield at;
  yield '/';
}
