import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The program to run: `program` itself where it is an absolute path, else the first of that name on `PATH`. Relative
 * entries of `PATH` lead into whatever folder is open, and do not count. Undefined: there is none.
 */
export async function findProgram(program: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (path.isAbsolute(program)) return (await isProgram(program)) ? program : undefined;
  if (program !== path.basename(program)) return undefined;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const name = process.platform === 'win32' && path.extname(program) === '' ? `${program}.exe` : program;
  for (const folder of folders) {
    const file = path.join(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
