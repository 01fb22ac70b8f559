import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.ts';
import { ensureDebianPackages } from './packages.ts';
import { run } from './process.ts';

/** VS Code 1.139.1 as a server: its real workbench and extension host, from npm. */
const VERSION = '4.139.1';
const CHROMIUM = '/usr/bin/chromium';

/** The entry file of code-server, installed into the cache on first use (minutes, 740 MB), and the browser for it. */
export async function ensureWorkbench(): Promise<{ readonly entry: string; readonly chromium: string }> {
  const node = process.versions.node.split('.')[0] ?? '';
  const folder = await cached(`code-server/${VERSION}-node${node}-${process.platform}-${process.arch}`, install);
  if (!existsSync(CHROMIUM)) await ensureDebianPackages(['chromium']);
  return { entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'), chromium: CHROMIUM };
}

async function install(folder: string): Promise<void> {
  await ensureDebianPackages(['g++', 'libkrb5-dev', 'make', 'pkg-config', 'python3']);
  const manifest = {
    private: true,
    dependencies: { 'code-server': VERSION },
    allowScripts: { 'code-server': true },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  // Its scripts compile modules for the Node that is first on the PATH: it must be the one that will run them.
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`;
  await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, env: { PATH, ...fresh } });
}

/** What npm tells the scripts it runs (such as the tests) would be taken for settings of this installation. */
const fresh = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^npm_(config|package|lifecycle)_/i.test(name))
    .map((name) => [name, undefined]),
);
