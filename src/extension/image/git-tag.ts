import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitTag } from './names.ts';

const run = promisify(execFile);

/** Tag of what is built from `folder` now: the short commit, `-dirty` while it has changes; `dev` outside of git. */
export async function currentTag(folder: string): Promise<string> {
  try {
    const commit = await run('git', ['-C', folder, 'rev-parse', '--short', 'HEAD']);
    const status = await run('git', ['-C', folder, 'status', '--porcelain', '--', '.']);
    return gitTag(commit.stdout, status.stdout.trim() !== '');
  } catch {
    // No git, no repository or no commit yet: nothing names what is built.
    return 'dev';
  }
}
