/** `folder` and `path` joined and normalized, with `/`; `.` for the folder itself, `null` where it leaves the root. */
export function joinPath(folder: string, path: string): string | null {
  const segments: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.length === 0 ? '.' : segments.join('/');
}

/** The folder of a path, `.` at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash) || '/';
}

/** Whether `path` is `folder` or lies in it. */
export function isInside(path: string, folder: string): boolean {
  return folder === '.' || folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** `templates/*.html` is the folder `templates`. */
export function withoutGlob(path: string): string {
  const glob = path.search(/[*?[{]/);
  return glob < 0 ? path : folderOf(path.slice(0, glob));
}
