import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { note } from './gantry.ts';

/** Nothing activates the extension in a folder that is none of its business, and activating it is quick. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('gantry.gantry');
  assert.ok(extension);
  assert.equal(extension.isActive, false, 'a folder of text files does not activate it');
  const asked = Date.now();
  await extension.activate();
  const parts = partsOf(extension.id, asked, Date.now());
  note(`activation: ${JSON.stringify(parts)}`);
  const ours = parts.loadCode + parts.activate;
  assert.ok(ours < 1000, `${ours} ms`);
}

/** What an activation took, in milliseconds of the host's own clock. */
export interface ActivationParts {
  /** Reading and running the bundle. */
  readonly loadCode: number;
  /** activate(), until its result is there. */
  readonly activate: number;
  /** What whoever asked for the extension waited for, with the host's own reading of stored state. */
  readonly total: number;
}

/** From the marks that the host itself sets around each step. */
function partsOf(id: string, asked: number, done: number): ActivationParts {
  const { MonacoPerformanceMarks: marks } = globalThis as unknown as {
    MonacoPerformanceMarks: { getMarks(): readonly { name: string; startTime: number }[] };
  };
  const at = (step: string): number => {
    const mark = marks.getMarks().find(({ name }) => name === `code/extHost/${step}/${id}`);
    assert.ok(mark, `the host does not mark ${step}`);
    return mark.startTime;
  };
  return {
    loadCode: at('didLoadExtensionCode') - at('willLoadExtensionCode'),
    activate: at('didActivateExtension') - at('willActivateExtension'),
    total: done - asked,
  };
}
