import { joinFolder } from '../paths.ts';
import type { Repository } from '../modules/repository.ts';
import { hasHole, HOME_TEXT, UNKNOWN_TEXT } from '../values/setting.ts';

/** What the source says of a path: all of it, or the folder before its first hole. */
export interface DecidedPath {
  readonly path: string;
  readonly whole: boolean;
}

/**
 * Null where nothing of the path is decided, or nothing but the root or the working directory. What lies in the home of the
 * user starts with `~/`.
 */
export function decidedPath(text: string): DecidedPath | null {
  // What people write for standard input and output.
  if (/^-(?:\/|$)/.test(text)) return null;
  if (text.startsWith(HOME_TEXT)) return decidedPath(`~${text.slice(HOME_TEXT.length)}`);
  // `dir + "/" + name + ".pem"` of a name that nobody gives.
  if (ONLY_ENDING.test(text)) return decidedPath(`${holderOf(text)}/${UNKNOWN_TEXT}`);
  if (!hasHole(text)) return { path: tidy(text), whole: true };
  const before = text.slice(0, text.search(/[\u0000-\u0004]/));
  const slash = before.lastIndexOf('/');
  if (slash < 0) return null;
  const path = tidy(before.slice(0, slash));
  return /[^./]/.test(path) ? { path, whole: false } : null;
}

/** No file is called so, as many as begin with a dot. */
const ONLY_ENDING =
  /\/\.(?:cer|cert|crt|csr|csv|db|gz|html?|jpe?g|key|mmdb|p12|pdf|pem|pfx|png|sock|sqlite3?|tar|txt|xml|zip)$/;

/** `templates/index.html` of a path in a folder that the source leaves open; null where more than the folder is open. */
export function restOfOpen(text: string): string | null {
  return /^(?:[\u0000\u0001]|\u0002-?\d+\u0003)+\/([^\u0000-\u0004]+)$/.exec(text)?.[1] ?? null;
}

/** Whether every project has something of that name, whatever program looks for it. */
export function isOfProjects(path: string): boolean {
  return isOfEveryProject(path) || !/[/.]/.test(path);
}

/** The same of names that nearly all projects have for what no program reads. */
export function isOfEveryProject(path: string): boolean {
  return OF_PROJECTS.test(path);
}

const OF_PROJECTS =
  /^(?:\.git.*|\.github|cmd|docs?|go\.(?:mod|sum|work)|internal|licen[cs]e.*|makefile|package(?:-lock)?\.json|pkg|readme.*|testdata|tests?|vendor|version.*|.*dockerfile.*|.*\.go)(?:\/|$)/i;

/** `./a//b/` as `a/b`; `.` for the working directory. */
export function tidy(path: string): string {
  const elements = path.split('/').filter((element) => element !== '' && element !== '.');
  const joined = elements.join('/');
  return path.startsWith('/') ? `/${joined}` : joined === '' ? '.' : joined;
}

/** The folder that holds a file. */
export function holderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash) || '/';
}

/** `templates/*.html` is the folder `templates`, `conf/app.ini` is itself. */
export function withoutGlob(path: string): string {
  const glob = path.search(/[*?[{]/);
  return glob < 0 ? path : holderOf(path.slice(0, glob));
}

/**
 * Where a relative path lies in the repository, if the program runs in one of these folders; null where it is in none of them.
 * Of a pattern something must match: a folder that is there is not enough.
 */
export function locate(path: string, bases: readonly string[], repository: Repository): string | null {
  if (path.startsWith('/') || path === '.' || path === '') return null;
  for (const base of bases) {
    const found = joinFolder(base, path);
    if (found === null || found === '.') continue;
    if (repository.kindOf(found) !== null || matchesSomething(found, repository)) return found;
  }
  return null;
}

function matchesSomething(pattern: string, { kindOf, entries }: Repository): boolean {
  const folder = withoutGlob(pattern);
  if (folder === pattern) return false;
  if (folder !== '.' && kindOf(folder) !== 'folder') return false;
  const [next = '', ...deeper] = (folder === '.' ? pattern : pattern.slice(folder.length + 1)).split('/');
  // Of a pattern with folders in it only the first step is looked at.
  return entries(folder).some((entry) => matchesName(next, entry.name) && (entry.folder || deeper.length === 0));
}

/** A glob over one name, in linear time: what lies between the stars must stand in order. */
function matchesName(glob: string, name: string): boolean {
  if (/[?[{\\]/.test(glob)) return true;
  const parts = glob.split(/\*+/);
  if (parts.length === 1) return glob === name;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
