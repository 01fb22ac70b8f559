import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { command, gantry, until, workspaceRoot } from './gantry.ts';

const CONTAINER = 'Deployment/controller/manager';

/** A program that no manifest is known to run is joined with its container by one choice, which is remembered, written, and forgotten. */
export async function run(): Promise<void> {
  const main = vscode.Uri.joinPath(workspaceRoot(), 'cmd/api/main.go');
  await vscode.window.showTextDocument(main, { preview: false });
  await command('gantry.showContract');
  const shown = () => gantry().then(({ contract }) => contract());
  const model = await until('the page has its model', shown);
  assert.equal(model.title, 'Contract of api');
  assert.ok(!heads(model).includes('Deployment'), heads(model).join());
  const offered = model.notices.flatMap(({ actions }) => actions.map(({ id }) => id));
  assert.deepEqual(offered, ['pick', 'containerize', 'match']);

  await command('gantry.matchContainer', main, { container: CONTAINER, program: 'cmd/api' });
  const joined = await until('the container is drawn', async () => {
    const now = await shown();
    return now && heads(now).includes('Deployment') ? now : undefined;
  });
  assert.deepEqual(
    joined.decisions.map(({ container }) => container),
    [CONTAINER],
  );
  assert.ok(!joined.notices.some(({ actions }) => actions.some(({ id }) => id === 'match')));

  await command('gantry.matchContainer', main, { container: CONTAINER, program: 'cmd/api', write: true });
  assert.match(await readFile(path.join(workspaceRoot().fsPath, '.gantry.yaml'), 'utf8'), /cmd\/api/);
  // The file covers the page, which looks again when it is seen again.
  await until('it is said for everybody', async () => {
    await command('gantry.showContract', main);
    const now = await shown();
    return now && now.decisions.length === 0 && heads(now).includes('Deployment');
  });
  assert.deepEqual((await gantry()).problems(), []);
}

type Model = NonNullable<ReturnType<Awaited<ReturnType<typeof gantry>>['contract']>>;

function heads({ boxes }: Model): string[] {
  return boxes.map(({ rows: [head] }) => head?.kind ?? '');
}
