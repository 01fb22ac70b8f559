import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { cached } from './cache.ts';

const RELEASE = '3.19.0';

/** Helm itself, built as a Go module; it links nothing of C. Throws where it cannot be had. */
export async function helm(): Promise<string> {
  const folder = await cached(`helm-${RELEASE}`, async (target) => {
    const env = { ...process.env, GOBIN: target, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' };
    await promisify(execFile)('go', ['install', '-ldflags=-s -w', `helm.sh/helm/v3/cmd/helm@v${RELEASE}`], {
      env,
      cwd: path.dirname(target),
      maxBuffer: 16e6,
    });
  });
  return path.join(folder, process.platform === 'win32' ? 'helm.exe' : 'helm');
}
