import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cache.ts';
import { withLock } from './lock.ts';
import { run } from './process.ts';
import { Unavailable } from './unavailable.ts';

/** Installs the Debian packages that are missing. Throws Unavailable, naming them, where it may not install. */
export async function ensureDebianPackages(names: readonly string[]): Promise<void> {
  if ((await missing(names)).length === 0) return;
  await withLock(path.join(cacheFolder(), 'apt.lock'), async () => {
    const wanted = await missing(names);
    if (wanted.length === 0) return;
    if (process.getuid?.() !== 0)
      throw new Unavailable(`these packages are missing: sudo apt-get install ${wanted.join(' ')}`);
    await apt('update');
    await apt('install', '--no-install-recommends', ...wanted);
  });
}

/** Unpacks Debian packages into `folder` without installing them: for files that go into an image. */
export async function unpackDebianPackages(names: readonly string[], folder: string): Promise<void> {
  const downloads = await mkdtemp(path.join(tmpdir(), 'gantry-packages-'));
  try {
    await withLock(path.join(cacheFolder(), 'apt.lock'), async () => {
      const get = ['-q', '-o', 'Acquire::Retries=3', '-o', 'APT::Sandbox::User=root', 'download', ...names];
      await run('apt-get', get, { cwd: downloads }).catch(async () => {
        await apt('update');
        await run('apt-get', get, { cwd: downloads });
      });
    });
    for (const file of await readdir(downloads))
      await run('dpkg-deb', ['--extract', path.join(downloads, file), folder]);
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

/** The mirror from which apt gets Debian on this machine; undefined where apt does not know Debian. */
export async function debianMirror(): Promise<string | undefined> {
  const list = await run('apt-get', ['indextargets', '--format', '$(ORIGIN) $(CREATED_BY) $(SUITE) $(REPO_URI)']);
  const mirrors = list.split('\n').map((line) => line.split(' '));
  const own = mirrors.find(
    ([origin, kind, , uri = '']) => origin === 'Debian' && kind === 'Packages' && !uri.includes('security'),
  );
  return own?.[3];
}

async function apt(...args: readonly string[]): Promise<void> {
  const options = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  await run('apt-get', [...options, ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
}

async function missing(names: readonly string[]): Promise<readonly string[]> {
  const installed = new Set<string>();
  try {
    const list = await run('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n']);
    for (const line of list.split('\n')) {
      const [status, name] = line.split(' ');
      if (status === 'installed' && name) installed.add(name);
    }
  } catch {
    throw new Unavailable(`this machine has no dpkg; install these in its own way: ${names.join(' ')}`);
  }
  return names.filter((name) => !installed.has(name));
}
