import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Brought } from '../../../src/extension/deploy/bring.ts';
import { command, gantry, note, until, workspaceRoot } from './gantry.ts';

const place = { context: 'gantry-bed', namespace: 'default' };

/** What goes wrong is said where it went wrong, and what is cancelled stops. */
export async function run(): Promise<void> {
  await failedBuild();
  await cancelledBuild();
  await command('gantry.useNamespace', place);
  await missingSecret();
  await rejectedApply();
}

async function failedBuild(): Promise<void> {
  const dockerfile = file('fails/Dockerfile');
  assert.equal(await command('gantry.build', dockerfile), undefined);
  const [finding] = vscode.languages.getDiagnostics(dockerfile).filter(({ source }) => source === 'gantry-run');
  assert.equal(finding?.range.start.line, 2);
  assert.match((await gantry()).problems().at(-1) ?? '', /gantry\.build/);
  assert.match((await gantry()).terminalText('Gantry: Build'), /no such tool/);

  const document = await vscode.workspace.openTextDocument(dockerfile);
  await vscode.window.showTextDocument(document);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(dockerfile, new vscode.Position(3, 0), '# mended\n');
  await vscode.workspace.applyEdit(edit);
  await until('an edit clears the finding', () =>
    vscode.languages.getDiagnostics(dockerfile).every(({ source }) => source !== 'gantry-run'),
  );
}

async function cancelledBuild(): Promise<void> {
  const before = (await gantry()).problems().length;
  const building = command('gantry.build', file('sleeps/Dockerfile'));
  await until('the build sleeps', () => isRunning('sleep 4711'), 60);
  await vscode.commands.executeCommand('workbench.action.terminal.sendSequence', { text: '\u0003' });
  assert.equal(await building, undefined);
  await until('the engine has stopped', async () => !(await isRunning('sleep 4711')));
  assert.equal((await gantry()).problems().length, before, 'a cancellation is no problem');
  note('cancel ended the build on the engine');
}

async function missingSecret(): Promise<void> {
  const manifest = { uri: file('cron.yaml').toString(), kind: 'workload', name: 'CronJob/report' };
  assert.equal(await command('gantry.deploy', manifest, { yes: true }), undefined);
  assert.match((await gantry()).problems().at(-1) ?? '', /CronJob report.*Secret report/);
  await command('gantry.createSecret', { ...place, name: 'report', keys: ['TOKEN'], data: { TOKEN: 'canary-4711' } });
  const deployed = await command<Brought>('gantry.deploy', manifest, { yes: true });
  assert.deepEqual(deployed.applied, ['CronJob/report']);
  await command('gantry.openYaml', { ...place, kind: 'Secret', name: 'report' });
  const shown = vscode.window.activeTextEditor?.document.getText() ?? '';
  assert.match(shown, /TOKEN/);
  assert.doesNotMatch(shown, /canary-4711|Y2FuYXJ5LTQ3MTE/);
}

async function rejectedApply(): Promise<void> {
  const uri = file('rejected.yaml');
  assert.equal(await command('gantry.deploy', { uri: uri.toString(), kind: 'workload' }, { yes: true }), undefined);
  const [finding] = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'gantry-run');
  assert.ok(finding, (await gantry()).problems().at(-1));
  const document = await vscode.workspace.openTextDocument(uri);
  assert.match(document.lineAt(finding.range.start.line).text, /replicas: -1/);
}

function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceRoot(), path);
}

/** Whether this machine, which the engine runs on, has a process with this command line. */
async function isRunning(words: string): Promise<boolean> {
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (line.replaceAll('\0', ' ').trim() === words) return true;
  }
  return false;
}
