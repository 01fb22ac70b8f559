import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';

/** Writes a file of a folder (absolute), and the folders on its way; throws a Problem with the file's path in that folder. */
export async function writeText(folder: string, file: string, text: string): Promise<void> {
  const target = path.join(folder, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** Throws the Problem that writing one of these files would come to, as far as it can be known without a trace. */
export async function checkWritable(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    try {
      const { at, info } = await nearestThere(path.join(folder, file));
      if (at !== path.join(folder, file) && !info.isDirectory())
        throw Object.assign(new Error(at), { code: 'ENOTDIR' });
      await access(at, constants.W_OK);
    } catch (error) {
      throw notWritten(file, error);
    }
  }
}

/** What there is of a path: itself, or the nearest of the folders around it. */
async function nearestThere(file: string) {
  for (let at = file; ; at = path.dirname(at)) {
    const info = await stat(at).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      // Below a file there is nothing, either.
      if ((code !== 'ENOENT' && code !== 'ENOTDIR') || at === path.dirname(at)) throw error;
      return undefined;
    });
    if (info) return { at, info };
  }
}

function notWritten(file: string, error: unknown): Problem {
  return new Problem({
    kind: 'forbidden',
    what: ['`{0}` could not be written', file],
    why: reasonOf(error as NodeJS.ErrnoException),
    cause: error,
  });
}

function reasonOf({ code, message }: NodeJS.ErrnoException): Message {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return ['You have no right to write there'];
    case 'EROFS':
      return ['The file system is read-only'];
    case 'ENOSPC':
    case 'EDQUOT':
      return ['There is no space left'];
    case 'EISDIR':
      return ['A folder has that name'];
    case 'ENOTDIR':
    case 'EEXIST':
      return ['A file has the name of one of its folders'];
    default:
      return ['{0}', message];
  }
}
