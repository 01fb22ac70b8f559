import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The text that a file had when it was first committed; null without git, or where it never was. */
export async function firstVersion(folder: string, path: string): Promise<string | null> {
  const git = async (...args: readonly string[]) =>
    (await promisify(execFile)('git', ['-c', 'core.quotepath=off', ...args], { cwd: folder, maxBuffer: 16e6 })).stdout;
  try {
    const added = await git('log', '--diff-filter=A', '--format=%H', '--', path);
    const commit = added.trim().split('\n').at(-1) ?? '';
    return commit === '' ? null : await git('show', `${commit}:./${path}`);
  } catch {
    return null;
  }
}
