import { mkdir, writeFile } from 'node:fs/promises';
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
    throw new Problem({
      kind: 'forbidden',
      what: ['`{0}` could not be written', file],
      why: reasonOf(error as NodeJS.ErrnoException),
      cause: error,
    });
  }
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
