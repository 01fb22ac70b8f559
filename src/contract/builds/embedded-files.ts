import { entryAt, joinNames, type ListFolder, pathsBelow } from '../../dockerfile/files/file-tree.ts';

const MOST_FILES = 400;

/** The files of the workspace that a pattern of `//go:embed` takes in, as far as anybody sees them. */
export function embeddedFiles(pattern: string, list: ListFolder): string[] {
  const names = pattern.split('/');
  const magic = names.findIndex((name) => /[*?[\]\\]/.test(name));
  const plain = (magic < 0 ? names : names.slice(0, magic)).join('/');
  const entry = entryAt(list, plain);
  if (entry === 'file') return magic < 0 ? [plain] : [];
  if (entry !== 'folder') return [];
  const below = [...pathsBelow(list, plain, MOST_FILES)].map((path) => joinNames(plain, path));
  const files = below.filter((path) => entryAt(list, path) === 'file');
  if (magic < 0) return files.filter((path) => !isHidden(path.slice(plain.length)));
  if (/[[\]\\]/.test(pattern)) return [];
  const text = pattern
    .replace(/[.+^${}()|]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const matches = new RegExp(`^${text}(?:/|$)`);
  return files.filter((path) => matches.test(path));
}

/** What Go leaves out of a folder that it embeds. */
function isHidden(path: string): boolean {
  return path.split('/').some((name) => /^[._]/.test(name));
}
