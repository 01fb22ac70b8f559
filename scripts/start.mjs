// `npm start`: installs what is missing, builds, and opens VS Code on the sample Go project with Gantry loaded.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, node24, root } from './node24.mjs';

ensureDependencies();
if (node24(['esbuild.mjs']) !== 0) process.exit(1);

const sample = path.join(root, 'samples', 'shop');
const windows = process.platform === 'win32';
const code = spawnSync('code', ['--version'], { stdio: 'ignore', shell: windows });
if (code.status === 0) {
  console.log('Opening samples/shop in VS Code with Gantry loaded …');
  const { status } = spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${root}`, sample], {
    stdio: 'inherit',
    shell: windows,
  });
  process.exit(status ?? 1);
}
console.log('`code` is not on the PATH: starting a VS Code in the browser instead.');
process.exit(node24(['scripts/start-browser.ts', sample]));
