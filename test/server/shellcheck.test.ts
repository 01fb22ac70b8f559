import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { shellcheck } from '../bed/shellcheck.ts';
import { type Editor, type EditorOptions, startEditor } from './harness.ts';

const TEXT = 'FROM alpine:3.23\nRUN foo=1\nUSER 65532\n';

describe(
  'ShellCheck beside the editor',
  { skip: process.platform === 'win32' && 'the spy is a shell script', timeout: 120_000 },
  () => {
    let folder: string;
    let spy: string;
    let editor: Editor | undefined;
    const runs = async () => (await readFile(`${spy}.runs`, 'utf8').catch(() => '')).length;
    const start = async (options: EditorOptions) => {
      await rm(`${spy}.runs`, { force: true });
      editor = await startEditor(options);
      return editor;
    };
    const stop = async () => {
      await editor?.stop();
      editor = undefined;
    };
    const codes = async (from: Editor) =>
      (await from.diagnostics('Dockerfile'))
        .filter(({ code }) => code === 'shellcheck')
        .map(({ data }) => (data as { aliases: string[] }).aliases.join());
    /** Pulls again whenever the server asks for it. */
    const until = async (from: Editor, expected: (found: unknown[]) => boolean) => {
      for (;;) {
        const refreshed = from.refreshed();
        const found = await codes(from);
        if (expected(found)) return found;
        await refreshed;
      }
    };
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'gantry-shellcheck-'));
      spy = path.join(folder, 'shellcheck');
      await writeFile(spy, `#!/bin/sh\nprintf x >> '${spy}.runs'\nexec '${await shellcheck()}' "$@"\n`);
      await chmod(spy, 0o755);
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it('answers at once, and again when ShellCheck has had its say', async () => {
      const from = await start({ settings: { shellcheck: { path: spy } } });
      try {
        await from.open('Dockerfile', TEXT);
        assert.deepEqual(await codes(from), []);
        assert.deepEqual(await until(from, (found) => found.length > 0), ['shellcheck:SC2034']);
        const diagnostic = (await from.diagnostics('Dockerfile')).find(({ code }) => code === 'shellcheck');
        assert.equal(diagnostic?.codeDescription?.href, 'https://www.shellcheck.net/wiki/SC2034');
        assert.deepEqual(diagnostic.range, { start: { line: 1, character: 4 }, end: { line: 1, character: 7 } });
        const hover = await from.hover('Dockerfile', TEXT, 'foo');
        assert.match((hover?.contents as { value: string }).value, /\[shellcheck:SC2034\]\(https:.*\/SC2034\)/);
        assert.equal(await runs(), 1);
        // The same script elsewhere in the file is known, so there is nothing to wait for.
        await from.change('Dockerfile', TEXT.replace('RUN', '# a comment\n\nRUN'));
        assert.deepEqual(await codes(from), ['shellcheck:SC2034']);
        await from.change('Dockerfile', TEXT.replace('foo=1', 'foo=1; bar=1'));
        assert.deepEqual(await until(from, (found) => found.length > 0), ['shellcheck:SC2034', 'shellcheck:SC2034']);
        assert.equal(await runs(), 2);
      } finally {
        await stop();
      }
    });

    it('is not run for what is typed over before it has begun', async () => {
      const from = await start({ settings: { shellcheck: { path: spy } } });
      try {
        await from.open('Dockerfile', TEXT);
        await until(from, (found) => found.length > 0);
        for (const name of ['f', 'fo', 'fox', 'foxy']) {
          await from.change('Dockerfile', TEXT.replace('foo', name));
          await codes(from);
        }
        await until(from, (found) => found.length > 0);
        assert.equal(await runs(), 2);
      } finally {
        await stop();
      }
    });

    const silent: [name: string, options: EditorOptions][] = [
      ['in a workspace that is not trusted', { trusted: false, settings: { shellcheck: { path: '' } } }],
      ['where a setting says so', { settings: { shellcheck: { path: '', enabled: 'off' } } }],
      ['where there is none', { settings: { shellcheck: { path: '/nowhere/shellcheck' } } }],
    ];
    for (const [name, options] of silent) {
      it(`runs nothing ${name}`, async () => {
        const { shellcheck: asked } = options.settings as { shellcheck: { path: string } };
        const settings = { shellcheck: { ...asked, path: asked.path || spy } };
        const from = await start({ ...options, settings });
        try {
          await from.open('Dockerfile', TEXT);
          assert.deepEqual(await codes(from), []);
          await setTimeout(900);
          assert.deepEqual(await codes(from), []);
          assert.equal(await runs(), 0);
        } finally {
          await stop();
        }
      });
    }

    it('goes when the setting is turned off, and comes back with it', async () => {
      let enabled = 'auto';
      const from = await start({ settings: () => ({ shellcheck: { path: spy, enabled } }) });
      try {
        await from.open('Dockerfile', TEXT);
        await until(from, (found) => found.length > 0);
        enabled = 'off';
        await from.notify('workspace/didChangeConfiguration', { settings: null });
        await until(from, (found) => found.length === 0);
        enabled = 'auto';
        await from.notify('workspace/didChangeConfiguration', { settings: null });
        await until(from, (found) => found.length > 0);
      } finally {
        await stop();
      }
    });
  },
);
