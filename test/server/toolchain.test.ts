import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { GoProject } from '../../src/go/project.ts';
import { analyzeRequest } from '../../src/server/protocol.ts';
import { createToolchains } from '../../src/server/toolchain.ts';
import { withoutGo } from '../toolchain/go.ts';
import { type EditorOptions, put, startEditor } from './harness.ts';

const files = {
  'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.org/lib v1.0.0\n',
  'main.go': 'package main\n\nimport "example.org/lib"\n\nfunc main() { lib.Do() }\n',
  'vendor/modules.txt': '# example.org/lib v1.0.0\n## explicit; go 1.21\nexample.org/lib\n',
  'vendor/example.org/lib/a.go': 'package lib\n\nimport "C"\n\nfunc Do() {}\n',
};
const auto = { settings: { go: { toolchain: 'auto' } } };
const never = new AbortController().signal;

describe('the toolchain beside the editor', { skip: withoutGo }, () => {
  let cache: string;
  const present = process.env['XDG_CACHE_HOME'];
  before(async () => {
    cache = await mkdtemp(path.join(tmpdir(), 'gantry-cache-'));
    // The go command keeps what it has built elsewhere.
    process.env['XDG_CACHE_HOME'] = cache;
  });
  after(async () => {
    if (present === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = present;
    await rm(cache, { recursive: true, force: true, maxRetries: 5 });
  });

  const read = async (options: EditorOptions): Promise<GoProject> => {
    const editor = await startEditor({ files, ...options });
    try {
      return (await editor.request(analyzeRequest, { folder: pathToFileURL(editor.root).toString() })) as GoProject;
    } finally {
      await editor.stop();
    }
  };

  it('has its say on what the source does not decide', async () => {
    const { programs } = await read(auto);
    assert.partialDeepStrictEqual(programs[0], { resolvedBy: 'toolchain', cgo: { needed: true } });
  });

  const silent: readonly [string, EditorOptions, GoProject['toolchain']['because']][] = [
    [
      'where the workspace is not trusted',
      { ...auto, trusted: false },
      ['The workspace is not trusted, so nothing is run'],
    ],
    ['where a setting says so', { settings: { go: { toolchain: 'off' } } }, null],
  ];
  for (const [title, options, because] of silent) {
    it(`is not asked ${title}`, async () => {
      const { programs, toolchain } = await read(options);
      assert.equal(programs[0]?.resolvedBy, 'syntax');
      assert.deepEqual(toolchain, { version: null, because });
    });
  }

  it('brings news once, and not after a change that came meanwhile', async () => {
    const root = await mkdtemp(path.join(cache, 'project-'));
    for (const [file, text] of Object.entries(files)) await put(root, file, text);
    const module = { dir: '.', vendor: true, workspace: null, replaces: [] } as unknown as GoProject['modules'][number];
    const toolchains = createToolchains(true, process.env, '');
    toolchains.configure('auto');
    const asking = toolchains.ask(root, [module], 'packages', never);
    await setImmediate();
    toolchains.changed(path.join(root, 'main.go'));
    assert.equal(await asking, false);
    assert.equal(toolchains.known(root).settled, null);
    assert.equal(await toolchains.ask(root, [module], 'packages', never), true);
    assert.ok(toolchains.known(root).settled);
    toolchains.stop();
    await setImmediate();
    assert.equal(await toolchains.ask(root, [module], 'packages', never), false);
    toolchains.stop();
    assert.equal(await toolchains.ask(root, [module], 'packages', AbortSignal.abort()), false);
  });
});
