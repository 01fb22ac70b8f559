import assert from 'node:assert/strict';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { gantry, until, workspaceRoot } from './gantry.ts';

const MANY = 300;

/** What is done to folders outside of the editor (a checkout, `mv`, `rm -r`) counts in it, and leaves no squiggle behind. */
export async function run(): Promise<void> {
  const root = workspaceRoot().fsPath;
  const away = `${root}-away`;
  const pod = vscode.Uri.joinPath(workspaceRoot(), 'pod.yaml');
  const editor = await vscode.window.showTextDocument(pod, { preview: false });
  const isMissing = () =>
    vscode.languages.getDiagnostics(pod).some(({ message }) => message.includes('There is no ConfigMap'));
  const missing = (wanted: boolean) => until(`missing: ${String(wanted)}`, () => isMissing() === wanted);
  // Other findings say that it was judged.
  await until('the Pod is judged', () => vscode.languages.getDiagnostics(pod).length > 0, 60);
  await missing(false);
  await rename(path.join(root, 'config'), away);
  await missing(true);
  await rename(away, path.join(root, 'config', '..', 'settings'));
  await missing(false);
  await rm(path.join(root, 'settings'), { recursive: true });
  await missing(true);

  // Many files at once, while somebody types and saves.
  await mkdir(away);
  for (let number = 0; number < MANY; number++) {
    const name = number === MANY - 1 ? 'settings' : `other-${number}`;
    await writeFile(path.join(away, `${number}.yaml`), configMap(name));
  }
  const copied = cp(away, path.join(root, 'many'), { recursive: true });
  for (let round = 0; round < 10; round++) {
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '# \n');
    });
    await editor.document.save();
  }
  await copied;
  await missing(false);
  await rm(path.join(root, 'many'), { recursive: true });
  await missing(true);
  await rm(away, { recursive: true });
  assert.deepEqual((await gantry()).problems(), []);
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  A: a\n`;
}
