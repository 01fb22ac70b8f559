// Runs on Node 20 before node_modules exists: installs the dependencies when they are missing or stale,
// and finds the Node 24 that the npm package `node` brings.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.gantry-lock');

/** Installs what package-lock.json names unless it is installed already. Prints what it does; throws when npm fails. */
export function ensureDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed; its output above says why');
  writeFileSync(stamp, lock);
}

/** An environment in which `node` is the Node 24 of node_modules. */
export function environment(extra = {}) {
  const bin = path.join(modules, '.bin');
  return { ...process.env, ...extra, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}

/** Runs Node 24 with `args`; resolves to its exit status. */
export function node24(args, extra = {}) {
  const { status } = spawnSync(path.join(modules, 'node', 'bin', 'node'), args, {
    cwd: root,
    stdio: 'inherit',
    env: environment(extra),
  });
  return status ?? 1;
}
