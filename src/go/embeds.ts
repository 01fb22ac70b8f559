import type { LinkedCode } from './linked-code.ts';

/** Patterns of `//go:embed`, relative to the analysed folder. */
export function findEmbeds(code: LinkedCode): string[] {
  const patterns = code.packages.flatMap(({ folder, files }) =>
    files.flatMap(({ embeds }) =>
      embeds.map(({ pattern }) => (folder === '.' ? '' : `${folder}/`) + pattern.replace(/^all:/, '')),
    ),
  );
  return [...new Set(patterns)].sort();
}
