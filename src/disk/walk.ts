import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders that nobody looks into, wherever they are. */
export const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules', 'vendor']);

/** What an engine reads for a build whether git ignores it or not: a .gitignore with `.*` is common. */
const READ_BY_ENGINES = /\.(?:docker|container)ignore$/;

interface Rules {
  /** Folder of the .gitignore, relative to the root of the repository, with `/`, '' for the root. */
  readonly folder: string;
  readonly matcher: Ignore;
}

/**
 * Files below `root` (absolute), as paths relative to it with `/`, in a stable order; .git, node_modules, vendor and what
 * git ignores are left out (the .gitignore files of folders above `root`, up to the repository's, count, too).
 * Links to folders are not followed; unreadable folders are passed over. `leftOut` hears of what is left out, of folders once.
 */
export function* walk(root: string, leftOut?: (path: string, isFolder: boolean) => void): Generator<string> {
  const repository = repositoryRoot(root);
  const base = toSlash(path.relative(repository, root));
  const inherited = base === '' ? [] : rulesAbove(repository, base);
  yield* walkFolder(root, '', base, repository, inherited, leftOut);
}

/** The nearest folder at or above `folder` that holds .git; `folder` itself where there is none. */
export function repositoryRoot(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (entriesOf(at).some((entry) => entry.name === '.git')) return at;
    if (path.dirname(at) === at) return folder;
  }
}

function* walkFolder(
  root: string,
  folder: string,
  base: string,
  repository: string,
  inherited: readonly Rules[],
  leftOut: ((path: string, isFolder: boolean) => void) | undefined,
): Generator<string> {
  const absolute = path.join(root, folder);
  const entries = entriesOf(absolute);
  const inRepository = join(base, folder);
  const own = entries.some((entry) => entry.name === '.gitignore') ? rulesOf(repository, inRepository) : undefined;
  const rules = own ? [...inherited, own] : inherited;
  for (const entry of entries) {
    const isFolder = entry.isDirectory();
    const isRead = !isFolder && READ_BY_ENGINES.test(entry.name);
    const inGit = join(inRepository, entry.name) + (isFolder ? '/' : '');
    if (NEVER.has(entry.name) || (!isRead && ignored(inGit, rules))) {
      leftOut?.(join(folder, entry.name), isFolder);
      continue;
    }
    if (isFolder) yield* walkFolder(root, join(folder, entry.name), base, repository, rules, leftOut);
    else if (entry.isFile() || entry.isSymbolicLink()) yield join(folder, entry.name);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function rulesAbove(repository: string, base: string): Rules[] {
  const parts = base.split('/');
  return parts
    .map((_, index) => rulesOf(repository, parts.slice(0, index).join('/')))
    .filter((rules) => rules !== undefined);
}

function rulesOf(repository: string, folder: string): Rules | undefined {
  try {
    const text = readFileSync(path.join(repository, folder, '.gitignore'), 'utf8');
    return { folder, matcher: ignore().add(text) };
  } catch {
    return undefined;
  }
}

/** The deepest .gitignore that says anything about the path decides, as git does. */
function ignored(file: string, rules: readonly Rules[]): boolean {
  for (const { folder, matcher } of rules.toReversed()) {
    const relative = folder === '' ? file : file.slice(folder.length + 1);
    const verdict = matcher.test(relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function join(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
}

function toSlash(file: string): string {
  return file.split(path.sep).join('/');
}
