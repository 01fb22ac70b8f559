import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Containerized } from '../../../src/extension/containerize/write.ts';
import { acceptPreview, command, gantry, until, workspaceRoot } from './gantry.ts';

/** Containerizing is one edit: one undo takes every file away, and what was there stays as it was. What cannot be written is said before. */
export async function run(): Promise<void> {
  const root = workspaceRoot();
  const ignore = vscode.Uri.joinPath(root, '.dockerignore');
  await vscode.workspace.fs.writeFile(ignore, new TextEncoder().encode('.git\n'));
  const { written, kept } = await acceptPreview(command<Containerized>('gantry.containerize', root, { choices: {} }));
  assert.deepEqual(kept, ['.dockerignore']);
  assert.ok(written.includes('Dockerfile'));
  for (const path of written) assert.ok(await isThere(path), `${path} is on disk`);

  await vscode.window.showTextDocument(vscode.Uri.joinPath(root, 'Dockerfile'));
  await vscode.commands.executeCommand('undo');
  await until('all files are gone', async () => !(await anyThere(written)));
  await until('the folders that came with them are gone', async () => !(await isThere('deploy')));
  assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(ignore)), '.git\n');

  // A file has the name of the folder that the manifests go to.
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, 'deploy'), new Uint8Array());
  assert.equal(await command('gantry.containerize', root, { choices: {} }), undefined);
  assert.match((await gantry()).problems().at(-1) ?? '', /deploy\/\S+ could not be written/);
  assert.ok(!(await isThere('Dockerfile')), 'nothing is written where not all can be');
}

async function anyThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (await isThere(path)) return true;
  return false;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(workspaceRoot(), path));
    return true;
  } catch {
    return false;
  }
}
