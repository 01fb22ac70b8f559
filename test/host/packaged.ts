import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** The package as it ships, made anew when a source is newer; or the one that GANTRY_VSIX names. */
export function packagedExtension(): string {
  const { GANTRY_VSIX: named } = process.env;
  if (named) return named;
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const vsix = path.join(root, `gantry-${version}.vsix`);
  if (existsSync(vsix) && statSync(vsix).mtimeMs > newestSource()) return vsix;
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/package.ts')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the extension could not be packaged; its output above says why');
  return vsix;
}

function newestSource(): number {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const all = ['package.json', 'package.nls.json', ...files.map((file) => path.join('src', file))];
  return Math.max(...all.map((file) => statSync(path.join(root, file)).mtimeMs));
}

/** Bundles a suite for the extension host, which wants CommonJS; the path of the module. */
export async function bundledSuite(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-suite-'));
  const outfile = path.join(folder, `${name}.cjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, 'suites', `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}
