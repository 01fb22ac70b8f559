/** Elements none of which is empty, `.` or `..`. */
const PLAIN = /^[^/.][^/]*(?:\/[^/.][^/]*)*$/;

/** Paths inside the analysed folder: with `/`, `.` is the folder itself; null where `..` leads out of it. */
export function joinFolder(base: string, path: string): string | null {
  if (PLAIN.test(path)) return inFolder(base, path);
  const parts = base === '.' ? [] : base.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The path of a file in a folder. */
export function inFolder(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

/** The path of `folder` relative to `base`, which holds it: `.` or `a/b`; null where it does not. */
export function relativeTo(base: string, folder: string): string | null {
  if (folder === base) return '.';
  if (base === '.') return folder;
  return folder.startsWith(`${base}/`) ? folder.slice(base.length + 1) : null;
}
