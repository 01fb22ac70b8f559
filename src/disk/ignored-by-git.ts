import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Whether git ignores a file (an absolute path); null where there is no git, or no repository. */
export async function isIgnoredByGit(file: string): Promise<boolean | null> {
  try {
    await promisify(execFile)('git', ['check-ignore', '-q', '--', path.basename(file)], { cwd: path.dirname(file) });
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 1 ? false : null;
  }
}
