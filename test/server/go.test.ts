import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { writeModule } from '../../bench/go/generated.ts';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { GoProject } from '../../src/go/project.ts';
import { analyzeRequest, planRequest, type PlanResult } from '../../src/server/protocol.ts';
import { type Editor, put, startEditor } from './harness.ts';

const DEPLOYMENT = deploymentOf('ports:\n  - containerPort: 8080');
const DOCKERFILE =
  'FROM golang:1.26 AS build\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nEXPOSE 8080\nENTRYPOINT ["/shop"]\n';

async function contractRules(editor: Editor): Promise<string[]> {
  const found = await editor.diagnostics('d.yaml');
  return found.map(({ code }) => String(code)).filter((code) => code.startsWith('container-port'));
}

/** Waits until the server, which says that answers changed, gives the expected one. */
async function until(editor: Editor, expected: (rules: readonly string[]) => boolean): Promise<void> {
  for (;;) {
    const refreshed = editor.refreshed();
    if (expected(await contractRules(editor))) return;
    await refreshed;
  }
}

describe('a server on a Go project', () => {
  it('says in a plan that the module is part of a workspace which brings what it requires', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'gantry-work-'));
    const editor = await startEditor();
    const chosen = async (folder: string) => {
      const params = { folder: pathToFileURL(path.join(root, folder)).href, choices: {} };
      const { decisions } = (await editor.request(planRequest, params)) as PlanResult;
      return decisions.filter(({ what }) => what === 'Go workspace').map((one) => one.chosen);
    };
    try {
      await put(root, 'go.work', 'go 1.26\n\nuse (\n\t./orders\n\t./shared\n)\n');
      await put(root, 'shared/go.mod', 'module example.com/shared\n\ngo 1.26\n');
      await put(root, 'shared/main.go', 'package main\n\nfunc main() {}\n');
      await put(root, 'orders/go.mod', 'module example.com/orders\n\ngo 1.26\n\nrequire example.com/shared v0.0.0\n');
      await put(root, 'orders/main.go', 'package main\n\nfunc main() {}\n');
      assert.deepEqual([await chosen('orders'), await chosen('shared')], [['./orders'], []]);
    } finally {
      await editor.stop();
      await rm(root, { recursive: true });
    }
  });

  it('answers other requests while it reads a large project, and stops when it is told to', async () => {
    const large = await mkdtemp(path.join(tmpdir(), 'gantry-large-'));
    const editor = await startEditor();
    try {
      await writeModule(large, 60_000, 3);
      await editor.open('Dockerfile', 'FROM alpine:3.22\nRUN apk add curl\n');
      const params = { folder: pathToFileURL(large).toString() };

      const cancel = new CancellationTokenSource();
      const cancelled = editor.request(analyzeRequest, params, cancel.token);
      await editor.diagnostics('Dockerfile');
      cancel.cancel();
      await assert.rejects(cancelled);

      let read = false;
      const reading = editor.request(analyzeRequest, params).finally(() => (read = true));
      let slowest = 0;
      for (let round = 0; round < 10; round++) {
        const asked = performance.now();
        assert.ok((await editor.diagnostics('Dockerfile')).length > 0);
        slowest = Math.max(slowest, performance.now() - asked);
      }
      assert.ok(!read, `ten answers came before the analysis, the slowest after ${slowest} ms`);
      assert.deepEqual(await reading, plain(await analyze(nodeFiles(large))));
    } finally {
      await editor.stop();
      await rm(large, { recursive: true, force: true });
    }
  });

  it('follows edits of source files, whether they are open or not', async () => {
    const files = { ...serverFiles(':8080'), Dockerfile: DOCKERFILE, 'd.yaml': DEPLOYMENT };
    const editor = await startEditor({ files });
    await editor.open('d.yaml', DEPLOYMENT);
    const edit = async (port: number) => {
      await put(editor.root, 'main.go', serverFiles(`:${port}`)['main.go'] ?? '');
      await editor.fileChanged('main.go');
    };
    await edit(9090);
    await until(editor, (rules) => rules.length > 0);
    const main = (port: number) => serverFiles(`:${port}`)['main.go'] ?? '';
    await editor.open('main.go', main(8080));
    await until(editor, (rules) => rules.length === 0);
    await editor.change('main.go', main(9091));
    await until(editor, (rules) => rules.length > 0);
    await editor.close('main.go');
    await edit(8080);
    await until(editor, (rules) => rules.length === 0);
    await editor.stop();
  });
});

/** As it comes over a connection. */
function plain(project: GoProject): unknown {
  return JSON.parse(JSON.stringify(project));
}
