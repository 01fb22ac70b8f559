// Opens a folder in a VS Code in the browser (code-server, cached) with the packaged extension; runs until Ctrl+C.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { startWorkbench } from '../test/bed/workbench.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'samples', 'shop'));

const packaged = spawnSync(process.execPath, [path.join(import.meta.dirname, 'package.ts')], { stdio: 'inherit' });
if (packaged.status !== 0) process.exit(packaged.status ?? 1);
const vsix = readdirSync(root).find((name) => name.endsWith('.vsix'));
if (vsix === undefined) throw new Error('the package was not written');

console.log('Starting VS Code in the browser; the first time this downloads about 200 MB …');
const workbench = await startWorkbench({ vsix: [path.join(root, vsix)] });
console.log(`\n  ${workbench.url}/?folder=${encodeURI(folder)}\n\nPress Ctrl+C to stop.`);
// Waiting for a signal alone does not keep Node running.
const alive = setInterval(() => undefined, 60_000);
await new Promise((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});
clearInterval(alive);
await workbench.stop();
