import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runInHost, showNotifications } from '../host.ts';
import { run } from '../process.ts';
import { openWorkbench, startWorkbench } from '../workbench.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gantry-selftest-'));
const product = await packageProduct();
const workbench = await startWorkbench({ vsix: [product], env: { GANTRY_SELFTEST: 'told' } });
after(async () => {
  await workbench.stop();
  rmSync(folder, { recursive: true });
});
write('opened/Dockerfile', 'FROM scratch\n');
write(
  'test-extension/package.json',
  JSON.stringify({ name: 't', publisher: 't', version: '0.0.1', engines: { vscode: '*' } }),
);
const testExtension = path.join(folder, 'test-extension');
const opened = path.join(folder, 'opened');

test('a suite runs a command of the installed extension in the real extension host', async () => {
  const tests = write(
    'passing.js',
    `const vscode = require('vscode');
     exports.run = async () => {
       const answer = await vscode.commands.executeCommand('product.answer');
       if (answer !== 'told ' + vscode.workspace.workspaceFolders[0].name) throw new Error('answered ' + answer);
     };`,
  );
  assert.equal(await runInHost({ workbench, testExtension, tests, folder: opened, timeoutSeconds: 60 }), 0);
});

test('a suite that throws ends with another status, and what it printed is heard', async () => {
  const tests = write('failing.js', `exports.run = async () => { console.error('canary'); throw new Error('no'); };`);
  const lines: string[] = [];
  const onLog = (line: string): unknown => lines.push(line);
  assert.equal(await runInHost({ workbench, testExtension, tests, folder: opened, timeoutSeconds: 60, onLog }), 1);
  assert.match(lines.join('\n'), /canary/);
});

test('a suite and a script that clicks share the page', async () => {
  const tests = write(
    'waiting.js',
    `const vscode = require('vscode');
     exports.run = async () => {
       const chosen = await vscode.window.showInformationMessage('Shall we?', 'Go on');
       if (chosen !== 'Go on') throw new Error('chose ' + chosen);
     };`,
  );
  const screenshot = path.join(folder, 'end.png');
  const status = await runInHost({
    ...{ workbench, testExtension, tests, folder: opened, screenshot, timeoutSeconds: 60 },
    onPage: async (page) => {
      await showNotifications(page);
      await page.getByRole('button', { name: 'Go on' }).click();
    },
  });
  assert.equal(status, 0);
  assert.ok(statSync(screenshot).size > 10_000);
});

test('a folder opens in the browser with a file in an editor', async () => {
  const page = await openWorkbench({ workbench, folder: opened, files: ['Dockerfile'] });
  await page.locator('.view-lines').getByText('scratch').waitFor();
  await page.context().browser()?.close();
});

/** A .vsix with one command. */
async function packageProduct(): Promise<string> {
  const manifest = {
    ...{ name: 'product', publisher: 'gantry-bed', version: '0.0.1', engines: { vscode: '^1.101.0' } },
    ...{ main: './main.js', activationEvents: ['onCommand:product.answer'], contributes: { commands: [] } },
  };
  write('product/package.json', JSON.stringify(manifest));
  write('product/README.md', 'A product.');
  write('product/LICENSE', 'None.');
  write(
    'product/main.js',
    `const vscode = require('vscode');
     exports.activate = (context) => context.subscriptions.push(vscode.commands.registerCommand('product.answer',
       () => process.env.GANTRY_SELFTEST + ' ' + vscode.workspace.workspaceFolders[0].name));`,
  );
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const args = [
    vsce,
    'package',
    '--allow-missing-repository',
    '--skip-license',
    '--no-dependencies',
    '--out',
    '../p.vsix',
  ];
  await run(process.execPath, args, { cwd: path.join(folder, 'product') });
  return path.join(folder, 'p.vsix');
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
