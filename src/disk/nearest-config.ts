import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText } from './node-files.ts';
import { repositoryRoot } from './walk.ts';

/** The first of these names in `from` (absolute), else in the folders above it, up to the repository's root. */
export function nearestFile(from: string, names: readonly string[]): string | undefined {
  const root = repositoryRoot(from);
  for (let folder = from; ; folder = path.dirname(folder)) {
    for (const name of names) if (existsSync(path.join(folder, name))) return path.join(folder, name);
    if (folder === root || path.dirname(folder) === folder) return undefined;
  }
}

/** Reads configuration at `base` (absolute) or above it; files are named relative to it, with `/`. */
export function nearestConfig(base: string) {
  return {
    find: async (names: readonly string[]) => {
      const found = nearestFile(base, names);
      const text = found === undefined ? null : await readText(found);
      if (found === undefined || text === null) return undefined;
      return { file: path.relative(base, found).split(path.sep).join('/'), text };
    },
    read: (file: string) => readText(path.resolve(base, file)),
  };
}
