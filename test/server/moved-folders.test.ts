import assert from 'node:assert/strict';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { type Editor, put, startEditor } from './harness.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      envFrom: [{ configMapRef: { name: settings } }]\n';
const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { A: a }\n';

/** Pulls again whenever the server asks for it, until a rule speaks or is silent. */
async function until(editor: Editor, file: string, rule: string, speaks: boolean): Promise<void> {
  for (;;) {
    const refreshed = editor.refreshed();
    if ((await editor.diagnostics(file)).some(({ code }) => code === rule) === speaks) return;
    await refreshed;
  }
}

/** An editor's watcher tells of a folder that is moved, deleted or checked out as a whole, and of no file in it. */
describe('a folder that comes or goes as a whole', () => {
  it('brings its manifests, and takes them away', async () => {
    const editor = await startEditor({ files: { 'base/settings.yaml': SETTINGS } });
    await editor.open('pod.yaml', POD);
    const missing = (speaks: boolean) => until(editor, 'pod.yaml', 'config-reference-exists', speaks);
    await missing(false);
    await rename(path.join(editor.root, 'base'), path.join(editor.root, 'old'));
    await editor.fileChanged('base');
    await missing(true);
    await editor.fileChanged('old');
    await missing(false);
    await rm(path.join(editor.root, 'old'), { recursive: true });
    await editor.fileChanged('old');
    await missing(true);
    await editor.stop();
  });

  it('brings its Go, and takes it away', async () => {
    const { 'main.go': main = '', ...others } = serverFiles(':9090');
    const manifest = deploymentOf('ports: [{ containerPort: 8080 }]');
    const files = {
      ...others,
      Dockerfile:
        'FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      'd.yaml': manifest,
      'cmd/shop/main.go': main,
    };
    const editor = await startEditor({ files });
    await editor.open('d.yaml', manifest);
    const wrong = (speaks: boolean) => until(editor, 'd.yaml', 'container-port-listened', speaks);
    await wrong(true);
    await rm(path.join(editor.root, 'cmd'), { recursive: true });
    await editor.fileChanged('cmd');
    await wrong(false);
    await put(editor.root, 'cmd/shop/main.go', main);
    await editor.fileChanged('cmd');
    await wrong(true);
    await editor.stop();
  });

  it('leaves alone what is open in it', async () => {
    const editor = await startEditor({ files: { 'base/settings.yaml': SETTINGS } });
    await editor.open('pod.yaml', POD);
    await editor.open('base/settings.yaml', SETTINGS.replace('settings', 'other'));
    const missing = (speaks: boolean) => until(editor, 'pod.yaml', 'config-reference-exists', speaks);
    await missing(true);
    await editor.fileChanged('base');
    await put(editor.root, 'more/settings.yaml', 'a: b\n');
    await editor.fileChanged('more');
    await missing(true);
    await editor.stop();
  });

  it('is not looked into where nobody looks at the start, either', async () => {
    const editor = await startEditor({ files: { '.gitignore': 'out/\n', 'out/a.txt': '' } });
    await editor.open('pod.yaml', POD);
    const missing = (speaks: boolean) => until(editor, 'pod.yaml', 'config-reference-exists', speaks);
    await missing(true);
    for (const file of ['node_modules/x/settings.yaml', 'out/settings.yaml']) {
      await put(editor.root, file, SETTINGS);
      await editor.fileChanged(file);
      await editor.fileChanged(path.posix.dirname(file));
    }
    await missing(true);
    assert.deepEqual(
      (await editor.diagnostics('pod.yaml')).filter(({ code }) => code === 'one-definition'),
      [],
    );
    await editor.stop();
  });
});
