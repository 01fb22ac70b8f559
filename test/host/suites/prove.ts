import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProofJson } from '../../../src/prove/proof-json.ts';
import { command, gantry, note, until, workspaceRoot } from './gantry.ts';

/** A program is proved from the lens above it; what does not hold stands in the checklist and at its line. */
export async function run(): Promise<void> {
  await fromTheLens();
  await whatDoesNotHold();
  await cancelled();
  await withoutEngine();
}

async function fromTheLens(): Promise<void> {
  const main = file('main.go');
  await vscode.window.showTextDocument(main);
  const lens = await until('the lens', async () => {
    const lenses = await command<vscode.CodeLens[]>('vscode.executeCodeLensProvider', main);
    return lenses.find((one) => one.command?.command === 'gantry.prove')?.command;
  });
  const proof = await command<ProofJson>(lens.command, ...((lens.arguments ?? []) as unknown[]));
  assert.equal(proof.outcome, 'passed', JSON.stringify(proof.steps, null, 1));
  const claims = (await gantry()).proof();
  assert.deepEqual(
    claims.map(({ id, state }) => `${id} ${state}`),
    ['build', 'user', 'content', 'size', 'start', 'listen', 'health', 'writes', 'stop'].map((id) => `${id} passed`),
  );
  const health = claims.find(({ id }) => id === 'health');
  assert.match(health?.spoken ?? '', /^Says that it is well, holds, /);
  assert.deepEqual(health?.opens, { uri: main.toString(), line: lineWith(await text(main), '/healthz') });
  // What the project does not have is shown as it would be written, and is not written.
  const user = vscode.Uri.parse(claims.find(({ id }) => id === 'user')?.opens?.uri ?? '');
  assert.equal(user.scheme, 'gantry');
  assert.match(await text(user), /^USER \d+/m);
  assert.deepEqual(await vscode.workspace.findFiles('**/Dockerfile'), []);
  assert.deepEqual(proved(), []);
  note(`proved: ${claims.length} claims`);
}

async function whatDoesNotHold(): Promise<void> {
  const planned = (await gantry()).proof().find(({ id }) => id === 'user')?.opens?.uri ?? '';
  const dockerfile = file('Dockerfile');
  const leaky = (await text(vscode.Uri.parse(planned))).replace(/^USER /m, 'COPY go.mod /go.mod\nUSER ');
  await vscode.workspace.fs.writeFile(dockerfile, new TextEncoder().encode(leaky));
  const proof = await command<ProofJson>('gantry.prove', dockerfile);
  assert.equal(proof.outcome, 'failed');
  const [finding, second] = proved();
  assert.ok(finding && !second, JSON.stringify(proof.steps, null, 1));
  assert.equal(finding.uri, dockerfile.toString());
  assert.match(finding.message, /go\.mod/);
  assert.match((await text(dockerfile)).split('\n')[finding.line] ?? '', /^FROM /);
  assert.equal((await gantry()).proof().find(({ id }) => id === 'content')?.opens?.line, finding.line);

  await vscode.window.showTextDocument(dockerfile);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(dockerfile, new vscode.Position(0, 0), '# mended\n');
  await vscode.workspace.applyEdit(edit);
  await until('an edit clears the finding', () => proved().length === 0);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

async function cancelled(): Promise<void> {
  const dockerfile = file('Dockerfile');
  const slow = (await text(dockerfile)).replace(/^COPY \. /m, 'RUN sleep 4711\nCOPY . ');
  await vscode.workspace.fs.writeFile(dockerfile, new TextEncoder().encode(slow));
  const before = (await gantry()).problems().length;
  const proving = command<ProofJson | undefined>('gantry.prove', dockerfile);
  await until('the build sleeps', async () => /RUN sleep/.test((await gantry()).terminalText('Gantry: Prove')), 120);
  await vscode.commands.executeCommand('workbench.action.terminal.sendSequence', { text: '\u0003' });
  assert.equal(await proving, undefined);
  assert.equal((await gantry()).problems().length, before, 'a cancellation is no problem');
  assert.ok((await gantry()).proof().every(({ state }) => state === 'open'));
  await vscode.workspace.fs.delete(dockerfile);
}

async function withoutEngine(): Promise<void> {
  const { DOCKER_HOST: host } = process.env;
  process.env['DOCKER_HOST'] = 'unix:///nowhere/docker.sock';
  try {
    assert.equal(await command('gantry.prove', file('main.go')), undefined);
    assert.match((await gantry()).problems().at(-1) ?? '', /nowhere\/docker\.sock/);
  } finally {
    process.env['DOCKER_HOST'] = host;
  }
}

function proved(): { readonly uri: string; readonly line: number; readonly message: string }[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics
        .filter(({ source }) => source === 'gantry-prove')
        .map(({ range, message }) => ({ uri: uri.toString(), line: range.start.line, message })),
    );
}

function lineWith(source: string, words: string): number {
  return source.split('\n').findIndex((line) => line.includes(words));
}

async function text(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceRoot(), path);
}
