import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { applied, type Editor, put, startEditor } from './harness.ts';

const rules = async (editor: Editor, file: string) => (await editor.diagnostics(file)).map(({ code }) => code);

/** Pulls again after every refresh that the server asks for, until the rules in a file are as expected. */
async function until(editor: Editor, file: string, expected: (found: unknown[]) => boolean): Promise<void> {
  for (;;) {
    const refreshed = editor.refreshed();
    if (expected(await rules(editor, file))) return;
    await refreshed;
  }
}

/** A Service that selects nothing is reported only when the whole folder has been read. */
async function settled(editor: Editor): Promise<void> {
  await editor.open(
    'probe.yaml',
    SERVICE.replaceAll('shop', 'nobody').replace('spec:', '  namespace: elsewhere\nspec:'),
  );
  await until(editor, 'probe.yaml', (found) => found.includes('service-selects-something'));
  await editor.close('probe.yaml');
}

const ROOTED = 'FROM alpine:3.23\nADD app /app\nENTRYPOINT ["/app"]\n';

describe('a Dockerfile while typing', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
    await editor.open('Dockerfile', ROOTED);
  });
  after(() => editor.stop());

  it('has findings at their places, each with its rule and its page', async () => {
    const items = await editor.diagnostics('Dockerfile');
    assert.deepEqual(items.map(({ code }) => code).sort(), ['add-local-files', 'non-root-user'].sort());
    for (const { source, codeDescription } of items) {
      assert.equal(source, 'gantry');
      assert.match(codeDescription?.href ?? '', /docs\/rules\/[\w-]+\.md$/);
    }
  });

  it('follows every version', async () => {
    await editor.change('Dockerfile', `${ROOTED}USER 65532\n`);
    assert.deepEqual(await rules(editor, 'Dockerfile'), ['add-local-files']);
    await editor.change('Dockerfile', ROOTED);
  });

  it('explains a finding in the hover: what, why, how, and the peers’ ids', async () => {
    const hover = await editor.hover('Dockerfile', ROOTED, 'ADD app');
    const { value } = hover?.contents as { value: string };
    assert.match(value, /add-local-files/);
    assert.match(value, /Quick fix: /);
    assert.match(value, /hadolint:DL3020/);
  });

  it('offers the fix, and a comment that ignores the finding', async () => {
    const [finding] = (await editor.diagnostics('Dockerfile')).filter(({ code }) => code === 'add-local-files');
    assert.ok(finding);
    const actions = await editor.actions('Dockerfile', finding);
    assert.match(
      applied(
        ROOTED,
        actions.find(({ isPreferred }) => isPreferred),
        editor.uri('Dockerfile'),
      ),
      /^COPY app \/app$/m,
    );
    const ignore = actions.find(({ title }) => title === 'Ignore `add-local-files` here');
    const ignored = applied(ROOTED, ignore, editor.uri('Dockerfile'));
    assert.match(ignored, /^# gantry-ignore add-local-files\nADD app/m);
    await editor.change('Dockerfile', ignored);
    assert.deepEqual(await rules(editor, 'Dockerfile'), ['non-root-user']);
    await editor.change('Dockerfile', ROOTED);
  });

  it('fixes all that is safe in one action, and nothing else', async () => {
    const [finding] = await editor.diagnostics('Dockerfile');
    assert.ok(finding);
    const [action] = await editor.actions('Dockerfile', finding, ['source.fixAll']);
    assert.equal(action?.kind, 'source.fixAll.gantry');
    assert.equal(applied(ROOTED, action, editor.uri('Dockerfile')), ROOTED.replace('ADD', 'COPY'));
  });

  it('has Build · Prove · Push · Deploy on the final FROM', async () => {
    const lenses = await editor.lenses('Dockerfile');
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Build', 'Prove', 'Push', 'Deploy'],
    );
    assert.equal(lenses[0]?.range.start.line, 0);
  });

  it('has findings before it is ever saved', async () => {
    const uri = 'untitled:Untitled-1';
    await editor.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'dockerfile', version: 1, text: ROOTED },
    });
    const { items } = (await editor.request('textDocument/diagnostic', { textDocument: { uri } })) as {
      items: { code: string }[];
    };
    assert.deepEqual(items.map(({ code }) => code).sort(), ['add-local-files', 'non-root-user']);
  });

  it('survives anything that is typed', async () => {
    for (let end = 0; end <= ROOTED.length; end += 3) {
      await editor.change('Dockerfile', ROOTED.slice(0, end));
      for (const { range } of await editor.diagnostics('Dockerfile')) assert.ok(range.start.line <= range.end.line);
    }
  });
});

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: shop\n  ports:\n    - port: 80\n';
const pod = (app: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    app: ${app}\nspec:\n  containers: []\n`;

describe('a folder of manifests', () => {
  it('answers across files once it is read, and follows edits of other files', async () => {
    const editor = await startEditor({ files: { 'service.yaml': SERVICE, 'pod.yaml': pod('shop') } });
    await editor.open('service.yaml', SERVICE);
    await editor.open('pod.yaml', pod('other'));
    await until(editor, 'service.yaml', (found) => found.includes('service-selects-something'));
    await editor.change('pod.yaml', pod('shop'));
    assert.ok(!(await rules(editor, 'service.yaml')).includes('service-selects-something'));
    await editor.stop();
  });

  it('says the same after random edits as a server that starts fresh', async () => {
    const texts = { 'service.yaml': SERVICE, 'pod.yaml': pod('shop'), Dockerfile: ROOTED };
    const warm = await startEditor({ files: texts });
    for (const [file, text] of Object.entries(texts)) await warm.open(file, text);
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const now: Record<string, string> = { ...texts };
    for (let round = 0; round < 60; round++) {
      const file = Object.keys(texts)[random(3)] ?? 'Dockerfile';
      const text = now[file] ?? '';
      const at = random(text.length + 1);
      now[file] =
        random(4) === 0
          ? ((texts as Record<string, string>)[file] ?? '')
          : text.slice(0, at) + (['\n', 'x', ' ', ':', ''][random(5)] ?? '') + text.slice(at + random(4));
      await warm.change(file, now[file]);
      await warm.diagnostics(file);
    }
    const cold = await startEditor({ files: now });
    for (const [file, text] of Object.entries(now)) await cold.open(file, text);
    await Promise.all([settled(warm), settled(cold)]);
    const strip = (items: unknown) => JSON.stringify(items).replaceAll(cold.root, '').replaceAll(warm.root, '');
    for (const file of Object.keys(now)) {
      assert.equal(strip(await warm.diagnostics(file)), strip(await cold.diagnostics(file)), file);
    }
    await warm.stop();
    await cold.stop();
  });

  it('reads .gantry.yaml, and reads it again when it changes', async () => {
    const editor = await startEditor({ files: { '.gantry.yaml': 'rules: { non-root-user: off }\n' } });
    await editor.open('Dockerfile', ROOTED);
    assert.deepEqual(await rules(editor, 'Dockerfile'), ['add-local-files']);
    await put(editor.root, '.gantry.yaml', 'rules: { DL3020: off }\n');
    await editor.fileChanged('.gantry.yaml');
    await until(editor, 'Dockerfile', (found) => found.join() === 'non-root-user');
    await editor.stop();
  });

  it('leaves Helm templates alone', async () => {
    const editor = await startEditor();
    const template =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- if .Values.x }}\nspec: {}\n{{- end }}\n';
    await editor.open('templates/service.yaml', template);
    assert.deepEqual(await editor.diagnostics('templates/service.yaml'), []);
    await editor.stop();
  });
});

describe('languages and settings', () => {
  it('translates messages', async () => {
    const editor = await startEditor({ translations: { 'Ignore `{0}` here': '在此忽略 `{0}`' } });
    await editor.open('Dockerfile', ROOTED);
    const [finding] = await editor.diagnostics('Dockerfile');
    assert.ok(finding);
    const titles = (await editor.actions('Dockerfile', finding)).map(({ title }) => title);
    assert.ok(titles.some((title) => title.startsWith('在此忽略')));
    await editor.stop();
  });

  it('lets the editor’s settings win', async () => {
    const editor = await startEditor({ settings: { rules: { 'non-root-user': 'off' }, codeLens: { enabled: false } } });
    await editor.open('Dockerfile', ROOTED);
    await until(editor, 'Dockerfile', (found) => found.join() === 'add-local-files');
    assert.deepEqual(await editor.lenses('Dockerfile'), []);
    await editor.stop();
  });
});
