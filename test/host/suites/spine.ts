import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Brought } from '../../../src/extension/deploy/bring.ts';
import type { Forwarded } from '../../../src/extension/commands/port-forward.ts';
import type { Containerized } from '../../../src/extension/containerize/write.ts';
import type { BuiltImage } from '../../../src/extension/image/build-image.ts';
import type { PushedImage } from '../../../src/extension/image/push-image.ts';
import type { ShownNode } from '../../../src/extension/views/cluster/view.ts';
import { acceptPreview, command, gantry, judged, note, serverAnswers, until, workspaceRoot } from './gantry.ts';

const NAMESPACE = 'shop';
const CONTEXT = 'gantry-bed';

/** From a Go project to a running Deployment and its second revision, as a user would do it. */
export async function run(): Promise<void> {
  const root = workspaceRoot();
  const dockerfile = vscode.Uri.joinPath(root, 'Dockerfile');
  const api = await gantry();

  const { written } = await acceptPreview(
    command<Containerized>('gantry.containerize', root, { choices: { program: './cmd/shop' } }),
  );
  note(`containerized: ${written.join(' ')}`);
  assert.ok(written.includes('Dockerfile'));
  assert.ok(written.includes('.dockerignore'));
  assert.ok(written.includes('deploy/base/deployment.yaml'));

  await serverAnswers();
  for (const path of written) {
    const findings = await judged(vscode.Uri.joinPath(root, path));
    assert.deepEqual(
      findings.map(({ message }) => `${path}: ${message}`),
      [],
    );
  }

  const built = await command<BuiltImage>('gantry.build', dockerfile);
  note(`built ${built.reference}: ${(built.bytes / 1e6).toFixed(1)} MB`);
  assert.ok(built.bytes < 15e6, `${built.bytes} bytes`);

  const pushed = await command<PushedImage>('gantry.push', dockerfile);
  assert.match(pushed.digest, /^sha256:/);

  await command('gantry.useNamespace', { context: CONTEXT, namespace: NAMESPACE });
  const first = await deploy(dockerfile);
  const workload = Object.keys(first.revisions)[0] ?? '';
  const [kind = '', name = ''] = workload.split('/');
  const reference = { context: CONTEXT, namespace: NAMESPACE, kind, name };
  note(`deployed ${workload}, revision ${first.revisions[workload] ?? '?'}`);
  assert.equal(first.revisions[workload], '1');

  await command('gantry.showInCluster', reference);
  const shown = await until('the Deployment is ready in the view', async () => {
    const path = [CONTEXT, NAMESPACE, 'Workloads', 'Deployments', name];
    const node = find(await api.clusterTree(), path);
    return node?.description.startsWith('1/1') === true && node;
  });
  note(`the view shows ${shown.label} ${shown.description}`);

  void command('gantry.logs', reference);
  await until('the log is readable', () => api.terminalText(`Logs: ${workload}`).includes('the shop is open'));

  const forwarded = await command<Forwarded>('gantry.portForward', reference);
  assert.equal((await fetch(`http://127.0.0.1:${forwarded.localPort}/healthz`)).status, 200);
  await command('gantry.stopPortForward', forwarded.localPort);

  const source = vscode.Uri.joinPath(root, 'cmd/shop/main.go');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
  await vscode.workspace.fs.writeFile(
    source,
    new TextEncoder().encode(text.replace('the shop is open', 'the shop is open again')),
  );
  await command('gantry.build', dockerfile);
  const again = await command<PushedImage>('gantry.push', dockerfile);
  assert.notEqual(again.digest, pushed.digest);
  const second = await deploy(dockerfile);
  assert.equal(second.revisions[workload], '2');
  note(`deployed ${workload}, revision 2`);
}

async function deploy(dockerfile: vscode.Uri): Promise<Brought> {
  const deployed = await command<Brought | undefined>('gantry.deploy', dockerfile, { yes: true });
  assert.ok(deployed, (await gantry()).terminalText('Gantry: Deploy'));
  return deployed;
}

function find(nodes: readonly ShownNode[], path: readonly string[]): ShownNode | undefined {
  const [label, ...rest] = path;
  const node = nodes.find((candidate) => candidate.label === label);
  return rest.length === 0 ? node : node && find(node.children, rest);
}
