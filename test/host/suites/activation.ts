import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { note } from './gantry.ts';

/** Nothing activates the extension in a folder that is none of its business, and activating it is quick. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('gantry.gantry');
  assert.ok(extension);
  assert.equal(extension.isActive, false, 'a folder of text files does not activate it');
  const started = performance.now();
  await extension.activate();
  const milliseconds = performance.now() - started;
  note(`activation: ${milliseconds.toFixed(0)} ms`);
  assert.ok(milliseconds < 1000, `${milliseconds} ms`);
}
