import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node';
import {
  configuredDeployment,
  decodingFiles,
  deploymentOf,
  serverFiles,
} from '../../src/contract/examples/example-files.ts';
import { type Editor, startEditor } from './harness.ts';

const MANIFEST = deploymentOf(
  'ports:\n  - containerPort: 8080\nlivenessProbe:\n  httpGet:\n    path: /healthz\n    port: 8080',
);
const SOURCE = serverFiles(':8080')['main.go'] ?? '';

/** Waits until the server, which says that answers changed, gives as many findings of a rule in a file. */
async function until(editor: Editor, file: string, rule: string, count: number): Promise<Diagnostic[]> {
  for (;;) {
    const refreshed = editor.refreshed();
    const found = (await editor.diagnostics(file)).filter(({ code }) => code === rule);
    if (found.length === count) return found;
    await refreshed;
  }
}

function editsOf(action: CodeAction | undefined): [uri: string, text: string][] {
  const changes = action?.edit?.documentChanges as TextDocumentEdit[] | undefined;
  return (changes ?? []).flatMap(({ textDocument, edits }) =>
    edits.map((edit): [string, string] => [textDocument.uri, 'newText' in edit ? edit.newText : '']),
  );
}

describe('a health route that is renamed in Go', () => {
  it('is a finding in the manifest and in Go before anything is saved, each with a fix and the way to the other', async () => {
    const editor = await startEditor({ files: { ...serverFiles(':8080'), 'd.yaml': MANIFEST } });
    await editor.open('d.yaml', MANIFEST);
    await editor.open('main.go', SOURCE);
    await until(editor, 'd.yaml', 'probe-path-exists', 0);
    await editor.change('main.go', SOURCE.replace('/healthz', '/health'));

    const [inManifest] = await until(editor, 'd.yaml', 'probe-path-exists', 1);
    const [inGo] = await until(editor, 'main.go', 'probe-path-exists', 1);
    assert.ok(inManifest && inGo);
    assert.deepEqual(
      inManifest.relatedInformation?.map(({ location }) => location),
      [{ uri: editor.uri('main.go'), range: inGo.range }],
    );
    assert.deepEqual(
      inGo.relatedInformation?.map(({ location }) => location),
      [{ uri: editor.uri('d.yaml'), range: inManifest.range }],
    );
    const titled = (actions: CodeAction[], title: string) => actions.find((one) => one.title === title);
    const fix = titled(await editor.actions('d.yaml', inManifest), 'Probe `/health`');
    assert.deepEqual(editsOf(fix), [[editor.uri('d.yaml'), '/health']]);
    const fromGo = titled(await editor.actions('main.go', inGo), 'Probe `/health`');
    assert.deepEqual(editsOf(fromGo), [[editor.uri('d.yaml'), '/health']]);

    await editor.change('d.yaml', MANIFEST.replace('path: /healthz', 'path: /health'));
    await until(editor, 'd.yaml', 'probe-path-exists', 0);
    await until(editor, 'main.go', 'probe-path-exists', 0);
    await editor.stop();
  });

  it('is silenced in Go by a comment', async () => {
    const editor = await startEditor({ files: { ...serverFiles(':8080'), 'd.yaml': MANIFEST } });
    await editor.open('d.yaml', MANIFEST);
    const broken = SOURCE.replace('/healthz', '/health');
    await editor.open('main.go', broken);
    await until(editor, 'main.go', 'probe-path-exists', 1);
    const ignored = broken.replace(
      '\thttp.HandleFunc',
      '\t// gantry-ignore probe-path-exists — soon\n\thttp.HandleFunc',
    );
    await editor.change('main.go', ignored);
    await until(editor, 'main.go', 'probe-path-exists', 0);
    await until(editor, 'd.yaml', 'probe-path-exists', 1);
    await editor.stop();
  });
});

describe('a key of a configuration file that the program does not take', () => {
  const SETTINGS = 'timeout: 30s\nlistenAddr: :8080\n';
  const files = {
    ...decodingFiles(),
    'settings/config.yaml': SETTINGS,
    'deploy.yaml': configuredDeployment('').replace(/^.*?---\n/s, ''),
    'kustomization.yaml':
      'resources: [deploy.yaml]\nconfigMapGenerator:\n  - { name: shop, files: [settings/config.yaml] }\n',
  };
  it('is a finding while the file is written, and gone when it is mended', async () => {
    const editor = await startEditor({ files });
    await editor.open('settings/config.yaml', SETTINGS);
    const [found] = await until(editor, 'settings/config.yaml', 'configuration-key-read', 1);
    assert.match(JSON.stringify(found?.message), /`listenAddr`.*`listen_addr`/);
    await editor.change('settings/config.yaml', SETTINGS.replace('listenAddr', 'listen_addr'));
    await until(editor, 'settings/config.yaml', 'configuration-key-read', 0);
    await editor.stop();
  });
});
