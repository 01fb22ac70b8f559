import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Containerized } from '../../../src/extension/containerize/write.ts';
import { acceptPreview, command, until, workspaceRoot } from './gantry.ts';

/** Containerizing is one edit: one undo takes every file away, and what was there stays as it was. */
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
