import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ShownNode } from '../../../src/extension/views/cluster/view.ts';
import { command, gantry, note, until, workspaceRoot } from './gantry.ts';

/** The API server is killed and restarted (by the test outside) while the view is open. */
export async function run(): Promise<void> {
  const api = await gantry();
  const signs = workspaceRoot().fsPath;
  await command('gantry.showInCluster', {
    context: 'gantry-bed',
    namespace: 'default',
    kind: 'Deployment',
    name: 'first',
  });
  await until('the Deployment is shown', async () => labels(await api.clusterTree()).includes('first'));

  await writeFile(path.join(signs, 'kill'), '');
  await until(
    'the view says that it reconnects',
    async () => descriptions(await api.clusterTree()).includes('reconnecting…'),
    60,
  );
  assert.ok(labels(await api.clusterTree()).includes('first'), 'the last known state stays');

  await writeFile(path.join(signs, 'start'), '');
  await until('the API server is back', () => existsSync(path.join(signs, 'started')), 60);
  const started = Date.now();
  await until(
    'the view is right',
    async () => {
      const tree = await api.clusterTree();
      return (
        labels(tree).includes('second') &&
        !labels(tree).includes('first') &&
        !descriptions(tree).includes('reconnecting…')
      );
    },
    60,
  );
  note(`recovered ${Date.now() - started} ms after the cluster had changed`);
}

function all(nodes: readonly ShownNode[]): ShownNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

function labels(nodes: readonly ShownNode[]): string[] {
  return all(nodes).map(({ label }) => label);
}

function descriptions(nodes: readonly ShownNode[]): string[] {
  return all(nodes).map(({ description }) => description);
}
