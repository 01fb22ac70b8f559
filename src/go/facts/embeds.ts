import { withoutGlob } from '../file-use/file-paths.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { relativeTo } from '../paths.ts';

/** Patterns of `//go:embed`, relative to the analysed folder. */
export function findEmbeds(code: LinkedCode): string[] {
  const patterns = code.packages.flatMap(({ folder, files }) =>
    files.flatMap(({ embeds }) =>
      embeds.map(({ pattern }) => (folder === '.' ? '' : `${folder}/`) + pattern.replace(/^all:/, '')),
    ),
  );
  return [...new Set(patterns)].sort();
}

/** Whether the program embeds a file or folder, or what lies in it: then it mostly reads it from the disk in development only. */
export function isEmbedded(path: string, embeds: readonly string[]): boolean {
  return embeds.some((pattern) => {
    const folder = withoutGlob(pattern);
    if (folder !== '.' && relativeTo(path, folder) !== null) return true;
    return folder === pattern ? relativeTo(pattern, path) !== null : patternOf(pattern).test(path);
  });
}

/** Go's embed pattern (path.Match), and what lies in a folder that it names. */
function patternOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[[^\]]*\]?/g, '.')
    .replace(/\?/g, '.')
    .replace(/\*+/g, '[^/]*');
  return new RegExp(`^${source}(?:/|$)`);
}
