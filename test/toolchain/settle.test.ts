import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { GoProject } from '../../src/go/project.ts';
import { createAnswerCache } from '../../src/toolchain/answer-cache.ts';
import { askToolchain } from '../../src/toolchain/answer.ts';
import { findGo, goEnvironment } from '../../src/toolchain/go-command.ts';
import { say } from '../../src/words/message.ts';
import { withoutGo } from './go.ts';

const never = new AbortController().signal;
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-toolchain-'));
});
after(() => rm(folder, { recursive: true }));

async function project(texts: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(folder, 'project-'));
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  return root;
}

function read(root: string, program = 'go', signal = never, env = process.env): Promise<GoProject> {
  const files = nodeFiles(root);
  const cache = createAnswerCache(`${root}-cache`);
  return analyze(files, {
    toolchain: (modules) => askToolchain({ program, env, root, files, modules, cache, helper: null }, signal),
  });
}

/** A program that imports one package of a module in vendor/. */
const vendored = (files: Readonly<Record<string, string>>) => ({
  'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.org/go-lib-x v1.0.0\n',
  'main.go': 'package main\n\nimport "example.org/go-lib-x"\n\nfunc main() { lib.Do() }\n',
  'vendor/modules.txt': '# example.org/go-lib-x v1.0.0\n## explicit; go 1.21\nexample.org/go-lib-x\n',
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`vendor/example.org/go-lib-x/${name}`, text])),
});
const withC = 'package lib\n\nimport "C"\n\nfunc Do() {}\n';
const pure = '//go:build !cgo\n\npackage lib\n\nfunc Do() {}\n';

describe('a real toolchain', { skip: withoutGo }, () => {
  const cases: readonly [string, Readonly<Record<string, string>>, object][] = [
    [
      'a library without C',
      vendored({ 'a.go': 'package lib\n\nfunc Do() {}\n' }),
      { needed: false, certainty: 'known' },
    ],
    ['a library with C', vendored({ 'a.go': withC }), { needed: true, certainty: 'known' }],
    [
      'a library with C and without',
      vendored({ 'a.go': withC, 'b.go': pure }),
      { needed: false, certainty: 'default' },
    ],
  ];
  for (const [title, texts, expected] of cases) {
    it(`settles cgo: ${title}`, async () => {
      const [program] = (await read(await project(texts))).programs;
      assert.partialDeepStrictEqual(program, { resolvedBy: 'toolchain', cgo: expected });
    });
  }

  it('leaves to the syntax what is not on this machine, fetches nothing, and says so', async () => {
    const root = await project({
      'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.org/absent v1.0.0\n',
      'go.sum': 'example.org/absent v1.0.0 h1:x=\nexample.org/absent v1.0.0/go.mod h1:x=\n',
      'main.go': 'package main\n\nimport _ "example.org/absent"\n\nfunc main() {}\n',
    });
    const { programs, toolchain } = await read(root, 'go', never, { ...process.env, GOPRIVATE: 'example.org' });
    assert.equal(programs[0]?.resolvedBy, 'syntax');
    assert.match(say(toolchain.because ?? ['']), /example\.org\/absent.* cannot be loaded/);
  });

  it('takes no other toolchain than the one there is', async () => {
    const { programs, toolchain } = await read(
      await project({
        'go.mod': 'module example.com/app\n\ngo 1.999\n',
        'main.go': 'package main\n\nfunc main() {}\n',
      }),
    );
    assert.equal(programs[0]?.resolvedBy, 'syntax');
    assert.match(say(toolchain.because ?? ['']), /requires go >= 1\.999/);
  });

  it('has not seen all of a program whose imports cannot be read', async () => {
    const { programs, toolchain } = await read(
      await project({
        'go.mod': 'module example.com/app\n',
        'main.go': 'package main\n\nimport (\n\t"fmt\n\nfunc main() {}\n',
      }),
    );
    assert.equal(programs[0]?.resolvedBy, 'syntax');
    assert.match(say(toolchain.because ?? ['']), /example\.com\/app.* cannot be loaded/);
  });

  it('says what is wrong with a go.mod that it cannot read', async () => {
    const root = await project({ 'go.mod': 'module x\nrequire (\n', 'main.go': 'package main\n\nfunc main() {}\n' });
    const { toolchain } = await read(root);
    assert.match(say(toolchain.because ?? ['']), /go\.mod:\d+: /);
  });

  it('is called off', async () => {
    const root = await project({ 'go.mod': 'module example.com/app\n', 'main.go': 'package main\n\nfunc main() {}\n' });
    await assert.rejects(read(root, 'go', AbortSignal.abort()), /Cancelled/);
  });

  it('sees neither credentials nor build settings of ours, and no network', async () => {
    const env = { ...process.env, GOFLAGS: '-tags=x', GOPROXY: 'https://example.org', TOKEN: 'canary' };
    const seen = goEnvironment(await findGo('go', env, never), { cgo: false, vendor: false, workspace: false });
    assert.partialDeepStrictEqual(seen, { GOPROXY: 'off', GONOPROXY: 'none', GOTOOLCHAIN: 'local', GOWORK: 'off' });
    assert.ok(!JSON.stringify(seen).includes('canary'));
    assert.equal(seen['GOFLAGS'], '-mod=readonly -buildvcs=false');
  });
});

it('without a toolchain the syntax stands, and says so', async () => {
  const root = await project(vendored({ 'a.go': withC }));
  const { programs, toolchain } = await read(root, 'go', never, { PATH: folder });
  assert.equal(programs[0]?.resolvedBy, 'syntax');
  assert.deepEqual(toolchain, { version: null, because: ['There is no `{0}` on `PATH`', 'go'] });
});
