import { existsSync } from 'node:fs';
import { cacheFolder, withLock } from './cache.ts';
import { run } from './process.ts';
import { Unavailable } from './unavailable.ts';

/** Installs the Debian packages that are missing; needs root on Debian or a derivative of it. */
export async function ensureDebianPackages(names: readonly string[]): Promise<void> {
  if (!existsSync('/usr/bin/dpkg-query'))
    throw new Unavailable('the test bed installs Debian packages, and this is no Debian');
  const missing = await missingPackages(names);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw new Unavailable(`needs root to install ${missing.join(', ')}`);
  await withLock(`${cacheFolder()}/apt.lock`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const still = await missingPackages(names);
    if (still.length === 0) return;
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...still], { env });
  });
}

async function missingPackages(names: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const name of names) {
    const status = await run('dpkg-query', ['-W', '-f', '${Status}', name]).catch(() => '');
    if (!status.includes('ok installed')) missing.push(name);
  }
  return missing;
}
