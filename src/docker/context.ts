import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { Problem } from '../words/problem.ts';
import { type IgnoreFile, isIgnored, mayHoldExceptions, parseIgnoreFile } from '../dockerfile/files/ignore-file.ts';

/** A file, folder or link of a build context. */
export interface ContextEntry {
  /** Relative to the context, with `/`. */
  readonly path: string;
  /** Where it is on this machine. */
  readonly file: string;
  readonly type: 'file' | 'folder' | 'link';
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Bytes; 0 unless a file. */
  readonly size: number;
  /** Where a link points to. */
  readonly target?: string;
}

export interface BuildContext {
  /** Name of the Dockerfile in its folder. */
  readonly dockerfile: string;
  readonly dockerfileText: string;
  /** The Dockerfile and its own ignore file. */
  readonly dockerfileEntries: () => AsyncGenerator<ContextEntry>;
  /** The context's `.dockerignore` alone. */
  readonly ignoreFileEntries: () => AsyncGenerator<ContextEntry>;
  /**
   * The files of the context without what the ignore file names, in the order of names; a folder comes before what is in it.
   * `wanted` narrows them to what is at or below these paths (patterns count up to their first magic character); empty = all.
   */
  readonly entries: (wanted: readonly string[]) => AsyncGenerator<ContextEntry>;
}

/**
 * The files of `contextDir`, read while they are sent. The ignore file is `<Dockerfile>.dockerignore` where there is one, else
 * `.dockerignore`. The Dockerfile may be outside of the folder. Links stay links.
 * Throws a Problem for a missing folder or Dockerfile and for a pattern that Docker refuses.
 */
export async function openContext(contextDir: string, dockerfile: string): Promise<BuildContext> {
  const file = isAbsolute(dockerfile) ? dockerfile : resolve(contextDir, dockerfile);
  const dockerfileText = await readFile(file, 'utf8').catch((error: unknown) => {
    throw missing(file, error);
  });
  const ignore = await readIgnoreFile(contextDir, file);
  const name = basename(file);
  return {
    dockerfile: name,
    dockerfileText,
    dockerfileEntries: () => namedEntries(dirname(file), [name, `${name}.dockerignore`]),
    ignoreFileEntries: () => namedEntries(contextDir, ['.dockerignore']),
    entries: async function* (wanted) {
      const included = await narrowing(contextDir, wanted);
      yield* walk({ root: contextDir, ignore, included }, '', []);
    },
  };
}

async function readIgnoreFile(contextDir: string, dockerfile: string): Promise<IgnoreFile> {
  for (const file of [`${dockerfile}.dockerignore`, join(contextDir, '.dockerignore')]) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const parsed = parseIgnoreFile(text);
    const [pattern] = parsed.invalid;
    if (pattern === undefined) return parsed;
    throw new Problem({
      kind: 'invalid-input',
      what: ['`{0}` has the pattern `{1}`, which Docker refuses', basename(file), pattern],
      next: ['Close the bracket, or write a backslash before a character that is meant as it is'],
    });
  }
  return { patterns: [], invalid: [] };
}

async function* namedEntries(folder: string, names: readonly string[]): AsyncGenerator<ContextEntry> {
  for (const name of [...names].sort(byBytes)) {
    const entry = await readEntry(join(folder, name), name);
    if (entry !== undefined) yield entry;
  }
}

interface Walk {
  readonly root: string;
  readonly ignore: IgnoreFile;
  readonly included: (path: string) => boolean;
}

/** `pending`: ignored folders above, which are sent only when something in them is taken back. */
async function* walk(how: Walk, folder: string, pending: ContextEntry[]): AsyncGenerator<ContextEntry> {
  const { root, ignore, included } = how;
  const names = await readdir(join(root, folder)).catch((error: unknown) => {
    throw missing(join(root, folder), error);
  });
  const paths = names.sort(byBytes).map((name) => (folder === '' ? name : `${folder}/${name}`));
  const entries = await Promise.all(paths.filter(included).map((path) => readEntry(join(root, path), path)));
  for (const entry of entries) {
    if (entry === undefined) continue;
    const ignored = isIgnored(ignore, entry.path);
    if (!ignored) {
      yield* pending.splice(0);
      yield entry;
    }
    if (entry.type !== 'folder') continue;
    if (!ignored) yield* walk(how, entry.path, []);
    else if (mayHoldExceptions(ignore, entry.path)) {
      const waiting = [...pending, entry];
      yield* walk(how, entry.path, waiting);
      if (waiting.length === 0) pending.length = 0;
    }
  }
}

/** Go's order of file names, which the engine insists on. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Whether a path is at, below or on the way to one of the wanted paths. A link among them may lead anywhere: then everything is. */
async function narrowing(root: string, wanted: readonly string[]): Promise<(path: string) => boolean> {
  const starts = wanted.map((path) => {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const magic = parts.findIndex((part) => /[*?[\\]/.test(part));
    return magic < 0 ? parts : parts.slice(0, magic);
  });
  const all = starts.some((parts) => parts.length === 0 || parts.includes('..')) || starts.length === 0;
  if (all || (await someLink(root, starts))) return () => true;
  const prefixes = starts.map((parts) => `${parts.join('/')}/`);
  return (path) => prefixes.some((prefix) => `${path}/`.startsWith(prefix) || prefix.startsWith(`${path}/`));
}

async function someLink(root: string, paths: readonly (readonly string[])[]): Promise<boolean> {
  for (const parts of paths) {
    for (let length = 1; length <= parts.length; length++) {
      const stats = await lstat(join(root, ...parts.slice(0, length))).catch(() => undefined);
      if (stats?.isSymbolicLink() === true) return true;
    }
  }
  return false;
}

/** Undefined for sockets, pipes and devices, which are no part of a context, and for what is gone meanwhile. */
async function readEntry(file: string, path: string): Promise<ContextEntry | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  if (stats === undefined) return undefined;
  const common = { path, file, mode: modeOf(stats), modified: stats.mtimeMs / 1000, size: 0 };
  if (stats.isFile()) return { ...common, type: 'file', size: stats.size };
  if (stats.isDirectory()) return { ...common, type: 'folder' };
  if (!stats.isSymbolicLink()) return undefined;
  return { ...common, type: 'link', target: (await readlink(file)).split(sep).join('/') };
}

/** Windows knows no permission bits: there everything may be executed, as with the docker CLI. */
function modeOf(stats: Stats): number {
  return process.platform === 'win32' ? 0o755 : stats.mode & 0o7777;
}

function missing(path: string, cause: unknown): Problem {
  const absent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new Problem({
    kind: absent ? 'not-found' : 'invalid-input',
    what: absent ? ['`{0}` does not exist', path] : ['`{0}` cannot be read', path],
    cause,
  });
}

/** A file was shorter than announced when its turn came. */
export function shrunk(path: string): Problem {
  return new Problem({
    kind: 'invalid-input',
    what: ['`{0}` shrank while it was sent to the engine', path],
    next: ['Build again when nothing writes to it, or name it in .dockerignore'],
  });
}
