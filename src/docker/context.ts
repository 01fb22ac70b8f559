import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Problem } from '../words/problem.ts';
import { type IgnoreFile, isIgnored, mayHoldExceptions, parseIgnoreFile } from './ignore-file.ts';
import { END, padding, type TarEntry, tarHeader } from './tar.ts';

export interface BuildContext {
  /** Where the Dockerfile is in the archive. */
  readonly dockerfile: string;
  readonly dockerfileText: string;
  /** The archive, read file by file while it is sent; to be read once. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
  /** What was sent so far; complete once `pieces` has ended, with a failure where a file could not be read. */
  readonly sent: { files: number; bytes: number; complete: boolean; failure?: unknown };
}

/**
 * The files of `contextDir` without what the ignore file names: `<Dockerfile>.dockerignore` where there is one, else `.dockerignore`.
 * The Dockerfile and the ignore file are always sent; a Dockerfile outside of the folder is sent under a name of its own.
 * Links are sent as links. Throws a Problem for a missing folder or Dockerfile and for a pattern that Docker refuses.
 */
export async function openContext(contextDir: string, dockerfile: string): Promise<BuildContext> {
  const file = isAbsolute(dockerfile) ? dockerfile : resolve(contextDir, dockerfile);
  const dockerfileText = await readFile(file, 'utf8').catch((error: unknown) => {
    throw missing(file, error);
  });
  const inside = relative(contextDir, file);
  const outside = inside.startsWith('..') || isAbsolute(inside);
  const path = outside ? `.gantry.${basename(file)}` : inside.split(sep).join('/');
  const ignore = await readIgnoreFile(contextDir, file);
  const sent: BuildContext['sent'] = { files: 0, bytes: 0, complete: false };
  const always = new Set([path, '.dockerignore', `${path}.dockerignore`]);
  return { dockerfile: path, dockerfileText, sent, pieces };

  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      if (outside) yield* packFile(file, await lstat(file), path, sent);
      for await (const { path, stats } of walk(contextDir, '', ignore, always, [])) {
        yield* pack(join(contextDir, path), path, stats, sent);
      }
      yield END;
      sent.complete = true;
    } catch (error) {
      sent.failure = error instanceof Problem ? error : missing(contextDir, error);
      throw sent.failure;
    }
  }
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

interface Found {
  readonly path: string;
  readonly stats: Stats;
}

/** In the order of names, so that the same files make the same archive; a folder comes before what is in it. */
async function* walk(
  root: string,
  folder: string,
  ignore: IgnoreFile,
  always: ReadonlySet<string>,
  /** Ignored folders above, sent only when something in them is taken back. */
  pending: Found[],
): AsyncGenerator<Found> {
  const names = await readdir(join(root, folder)).catch((error: unknown) => {
    throw missing(join(root, folder), error);
  });
  for (const name of names.sort()) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const stats = await lstat(join(root, path));
    const included = always.has(path) || !isIgnored(ignore, path);
    if (included) yield* pending.splice(0);
    if (included && (stats.isFile() || stats.isSymbolicLink())) yield { path, stats };
    if (!stats.isDirectory()) continue;
    if (included) yield { path, stats };
    if (included || holdsSome(ignore, always, path)) {
      const waiting = included ? [] : [...pending, { path, stats }];
      yield* walk(root, path, ignore, always, waiting);
      if (!included && waiting.length === 0) pending.length = 0;
    }
  }
}

function holdsSome(ignore: IgnoreFile, always: ReadonlySet<string>, folder: string): boolean {
  return mayHoldExceptions(ignore, folder) || [...always].some((path) => path.startsWith(`${folder}/`));
}

async function* pack(file: string, path: string, stats: Stats, sent: BuildContext['sent']): AsyncGenerator<Uint8Array> {
  const common = { path, mode: modeOf(stats), modified: stats.mtimeMs / 1000, size: 0 };
  if (stats.isFile()) {
    yield* packFile(file, stats, path, sent);
  } else if (stats.isDirectory()) {
    yield tarHeader({ ...common, type: 'folder' });
  } else {
    sent.files++;
    yield tarHeader({ ...common, type: 'link', target: (await readlink(file)).split(sep).join('/') });
  }
}

async function* packFile(
  file: string,
  stats: Stats,
  path: string,
  sent: BuildContext['sent'],
): AsyncGenerator<Uint8Array> {
  const { size } = stats;
  const entry: TarEntry = { path, type: 'file', mode: modeOf(stats), modified: stats.mtimeMs / 1000, size };
  yield tarHeader(entry);
  let read = 0;
  // A file that grows meanwhile is sent up to the size announced.
  const content: AsyncIterable<Buffer> | [] = size > 0 ? createReadStream(file, { end: size - 1 }) : [];
  for await (const piece of content) {
    read += piece.length;
    yield piece;
  }
  if (read < size) {
    throw new Problem({
      kind: 'invalid-input',
      what: ['`{0}` shrank while it was sent to the engine', path],
      next: ['Build again when nothing writes to it, or name it in .dockerignore'],
    });
  }
  yield padding(size);
  sent.files++;
  sent.bytes += size;
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
