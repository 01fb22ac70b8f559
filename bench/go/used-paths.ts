/**
 * How facts on files are held against each other. People and analysis write the same file differently: `./data/`, `data`;
 * a pattern, its folder or what lies there; a file that is written, or the folder that must be writable for it; a path from
 * where the program runs, or from the root of the repository. All that are the same place of the same use.
 */
export interface UsedPath {
  readonly use: 'reads' | 'writes';
  /** The ways in which it may be written; the first is the one to show. */
  readonly paths: readonly string[];
}

export function isSameUse(one: UsedPath, other: UsedPath): boolean {
  return one.use === other.use && one.paths.some((path) => other.paths.some((there) => isSamePlace(path, there)));
}

function isSamePlace(one: string, other: string): boolean {
  const [a, b] = [placeOf(one), placeOf(other)];
  if (a === b) return true;
  // The working directory and the root hold everything.
  return [a, b].every((path) => path !== '.' && path !== '/') && (a.startsWith(`${b}/`) || b.startsWith(`${a}/`));
}

/** `./templates/*.html` is the folder `templates`. */
function placeOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const magic = parts.findIndex((part) => /[*?[{]/.test(part));
  const plain = (magic < 0 ? parts : parts.slice(0, magic)).join('/');
  return path.startsWith('/') ? `/${plain}` : plain === '' ? '.' : plain;
}
