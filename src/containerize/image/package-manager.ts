import type { FrontEnd } from '../../go/made-first.ts';

/** Versions of pnpm by the major version of the lock files that they write. */
const PNPM: Readonly<Record<string, string>> = { 5: '7', 6: '8', 9: '10' };

/**
 * What installs the manager that a front end's packages are installed with, where the image has none, or another version;
 * null where it has. `pinned` is `packageManager` of package.json. npm fetches it from the registry that its settings
 * name; corepack would ask one of its own for the newest, and newer images of Node do without it.
 */
export function managerInstall(
  manager: FrontEnd['manager'],
  pinned: string | null,
  lock: string | null,
): string | null {
  const [, named, version] = /^(\w+)@(\d[\w.-]*)/.exec(pinned ?? '') ?? [];
  const wanted = named === manager ? version : undefined;
  if (manager === 'pnpm') return `npm install --global pnpm@${wanted ?? versionFor(lock ?? '')}`;
  // The image has the first one, which builds what any other of its kind does.
  if (manager !== 'yarn' || wanted === undefined || wanted.startsWith('1.')) return null;
  return `npm install --global --force @yarnpkg/cli-dist@${wanted}`;
}

function versionFor(lock: string): string {
  const [, major = ''] = /^lockfileVersion: ['"]?(\d+)/m.exec(lock) ?? [];
  return PNPM[major] ?? '10';
}
