import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openContext } from '../../src/docker/context.ts';
import { tarPaths } from '../../src/docker/tar-paths.ts';
import { Problem } from '../../src/words/problem.ts';
import { collect } from './collect.ts';
import { temporaryFolder } from './temporary-folder.ts';

const files = {
  Dockerfile: 'FROM scratch\n',
  'go.mod': 'module x\n',
  'cmd/api/main.go': 'package main\n',
  'cmd/api/main_test.go': 'package main\n',
  'node_modules/a/index.js': 'x',
  'node_modules/keep/me.js': 'x',
  'secrets/key.pem': 'x',
};

async function paths(folder: string, dockerfile = 'Dockerfile'): Promise<string[]> {
  const context = await openContext(folder, dockerfile);
  return (await collect(tarPaths(context.pieces()))).map(({ path, type }) => (type === 'folder' ? `${path}/` : path));
}

describe('a build context', () => {
  test('is everything, in order, where nothing is ignored', async () => {
    assert.deepEqual(await paths(temporaryFolder(files)), [
      'Dockerfile',
      'cmd/',
      'cmd/api/',
      'cmd/api/main.go',
      'cmd/api/main_test.go',
      'go.mod',
      'node_modules/',
      'node_modules/a/',
      'node_modules/a/index.js',
      'node_modules/keep/',
      'node_modules/keep/me.js',
      'secrets/',
      'secrets/key.pem',
    ]);
  });

  test('leaves out what .dockerignore names, with the folders that only hold such files', async () => {
    const ignore = '**/*_test.go\nnode_modules\nsecrets\n!node_modules/keep/me.js\nDockerfile\n.dockerignore\n';
    assert.deepEqual(await paths(temporaryFolder({ ...files, '.dockerignore': ignore })), [
      '.dockerignore',
      'Dockerfile',
      'cmd/',
      'cmd/api/',
      'cmd/api/main.go',
      'go.mod',
      'node_modules/',
      'node_modules/keep/',
      'node_modules/keep/me.js',
    ]);
  });

  test('reads the ignore file of the Dockerfile first', async () => {
    const folder = temporaryFolder({
      ...files,
      '.dockerignore': 'cmd',
      'build/Dockerfile': 'FROM scratch',
      'build/Dockerfile.dockerignore': '*\n!go.mod',
    });
    assert.deepEqual(await paths(folder, 'build/Dockerfile'), [
      '.dockerignore',
      'build/',
      'build/Dockerfile',
      'build/Dockerfile.dockerignore',
      'go.mod',
    ]);
  });

  test('takes a Dockerfile from outside under a name of its own', async () => {
    const folder = temporaryFolder({ 'app/go.mod': 'module x', 'docker/api.Dockerfile': 'FROM scratch' });
    const context = await openContext(join(folder, 'app'), '../docker/api.Dockerfile');
    assert.equal(context.dockerfile, '.gantry.api.Dockerfile');
    assert.equal(context.dockerfileText, 'FROM scratch');
    const sent = await collect(tarPaths(context.pieces()));
    assert.deepEqual(
      sent.map(({ path }) => path),
      ['.gantry.api.Dockerfile', 'go.mod'],
    );
  });

  test('keeps links as links and modes as they are, and counts', async () => {
    const folder = temporaryFolder({ Dockerfile: 'FROM scratch', 'run.sh': '#!/bin/sh\n' });
    chmodSync(join(folder, 'run.sh'), 0o751);
    symlinkSync('../outside', join(folder, 'dangling'));
    mkdirSync(join(folder, 'empty'));
    const context = await openContext(folder, 'Dockerfile');
    const archive = Buffer.concat(await collect(context.pieces()));
    const listing = execFileSync('tar', ['-tvf', '-'], { input: archive, encoding: 'utf8' });
    assert.match(listing, /^-rwxr-x--x .* run\.sh$/m);
    assert.match(listing, /^l.* dangling -> \.\.\/outside$/m);
    assert.match(listing, /^d.* empty\/$/m);
    assert.deepEqual(context.sent, { files: 3, bytes: 22, complete: true });
  });

  test('of a big file is sent in pieces', async () => {
    const folder = temporaryFolder({ Dockerfile: 'FROM scratch', big: 'x'.repeat(3_000_000) });
    const context = await openContext(folder, 'Dockerfile');
    const sizes = (await collect(context.pieces())).map(({ length }) => length);
    assert.ok(Math.max(...sizes) <= 65536);
    assert.equal(context.sent.bytes, 3_000_012);
  });

  test('that shrinks while it is sent is a problem with the name of the file', async () => {
    const folder = temporaryFolder({ Dockerfile: 'FROM scratch', 'main.go': 'package main' });
    const context = await openContext(folder, 'Dockerfile');
    await assert.rejects(
      async () => {
        for await (const piece of context.pieces()) {
          if (Buffer.from(piece).includes('main.go')) truncateSync(join(folder, 'main.go'), 3);
        }
      },
      (error) => error instanceof Problem && error.message.startsWith('`main.go` shrank'),
    );
    assert.ok(context.sent.failure instanceof Problem);
    assert.equal(context.sent.complete, false);
  });

  const refusals: Readonly<Record<string, readonly [files: Record<string, string>, says: RegExp]>> = {
    'without a Dockerfile': [{ 'go.mod': '' }, /Dockerfile` does not exist/],
    'with a pattern that Docker refuses': [
      { Dockerfile: '', '.dockerignore': 'a\n[b' },
      /`\.dockerignore` has the pattern `\[b`/,
    ],
  };
  for (const [name, [content, says]] of Object.entries(refusals)) {
    test(`${name} is a problem`, async () => {
      const opened = openContext(temporaryFolder(content), 'Dockerfile');
      await assert.rejects(opened, (error) => error instanceof Problem && says.test(error.message));
    });
  }
});
