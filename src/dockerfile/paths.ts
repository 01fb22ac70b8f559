import type { Dockerfile, Stage } from './model.ts';
import { lineage } from './stages.ts';

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

/** The folder that WORKDIR has set before `offset`; undefined where only the base image or a variable decides it. */
export function folderAt({ stages }: Dockerfile, stage: Stage, offset: number): string | undefined {
  const paths: string[] = [];
  for (const { instructions } of lineage(stages, stage)) {
    for (const { keyword, words, start } of instructions.toReversed()) {
      if (keyword !== 'WORKDIR' || start >= offset) continue;
      const path = words[0]?.value ?? '';
      paths.unshift(path);
      if (path.startsWith('/')) {
        return paths.reduce<string | undefined>((folder, next) => resolvePath(next, folder), '/');
      }
    }
  }
  return undefined;
}

/** Whether `path` is `folder` or lies in it; both absolute, as resolved. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
