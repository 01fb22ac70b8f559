import type { Program } from '../../go/project.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import { LOADERS } from '../variables/loaded-variables.ts';
import type { Mention, TextFile, Walk } from './thing.ts';

/** Where files called `.env` set a variable, and where compose files beside `.env` itself put it in. */
export function envFileMentions(texts: Walk['texts'], name: string): Mention[] {
  if (!/^\w+$/.test(name)) return [];
  const set = [...texts('env-file')]
    .filter(({ file }) => /(?:^|\/)\.env(?:\.[\w.-]+)?$/.test(file))
    .flatMap((one) => found(one, `^[ \\t]*(?:export[ \\t]+)?(${name})[ \\t]*=`, 'set'));
  const folders = new Set(set.flatMap(({ file }) => (/(?:^|\/)\.env$/.test(file) ? [folderOf(file)] : [])));
  const beside = folders.size === 0 ? [] : [...texts('compose')].filter(({ file }) => folders.has(folderOf(file)));
  return [...set, ...beside.flatMap((one) => found(one, `(?<!\\$)\\$\\{?(${name})\\b`, 'use'))];
}

/** Whether a program reads such a file by itself. */
export function loadsEnvFile({ libraries }: Program): boolean {
  return libraries.some((path) => LOADERS.test(path));
}

function found({ file, text }: TextFile, pattern: string, role: Mention['role']): Mention[] {
  return [...text.matchAll(new RegExp(pattern, 'dgm'))].map(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    return { file, start, end, role };
  });
}
