import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Gantry } from '../../../src/extension/gantry.ts';

/** What the running, packaged extension lets tests read. */
export async function gantry(): Promise<Gantry> {
  const extension = vscode.extensions.getExtension<Gantry>('gantry.gantry');
  if (!extension) throw new Error('the package is not installed');
  return extension.activate();
}

/** Runs a command of the product; the type of its answer is the caller's knowledge. */
export async function command<Result>(id: string, ...args: readonly unknown[]): Promise<Result> {
  const { problems } = await gantry();
  const before = problems().length;
  const result = await vscode.commands.executeCommand<Result>(id, ...args);
  for (const problem of problems().slice(before)) console.log(`problem: ${problem}`);
  return result;
}

/** Looks again, every so many milliseconds, until `check` gives something; throws with `what` after `seconds`. */
export async function until<Value>(
  what: string,
  check: () => Value | undefined | false | Promise<Value | undefined | false>,
  seconds = 30,
  pause = 100,
): Promise<Value> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** A line that the test outside prints. */
export function note(line: string): void {
  console.log(`# ${line}`);
}

export function workspaceRoot(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  return folder.uri;
}

/** Accepts the Refactor Preview as soon as it is there, until `edit` is through. */
export async function acceptPreview<Result>(edit: Promise<Result>): Promise<Result> {
  let done = false;
  const finished = edit.finally(() => (done = true));
  await until('the preview is accepted', async () => {
    await vscode.commands.executeCommand('refactorPreview.apply');
    return done;
  });
  return finished;
}

/** Diagnostics of a document after the server has judged it: code lenses come from the same parse. */
export async function judged(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  await vscode.window.showTextDocument(uri, { preview: false });
  await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
  return vscode.languages.getDiagnostics(uri);
}

/** Waits until the server answers at all: a file that is known to be bad gets its findings. */
export async function serverAnswers(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bad-'));
  const bad = vscode.Uri.file(path.join(folder, 'Dockerfile'));
  await writeFile(bad.fsPath, 'FROM golang:latest\n');
  await vscode.window.showTextDocument(bad);
  await until('findings of a bad Dockerfile', () => vscode.languages.getDiagnostics(bad).length > 0);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await rm(folder, { recursive: true });
}
