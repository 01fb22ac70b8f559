import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openContext } from '../../src/docker/context.ts';
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

async function paths(folder: string, dockerfile = 'Dockerfile', wanted: string[] = []): Promise<string[]> {
  const context = await openContext(folder, dockerfile);
  return (await collect(context.entries(wanted))).map(({ path, type }) => (type === 'folder' ? `${path}/` : path));
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
    assert.deepEqual(await paths(folder, 'build/Dockerfile'), ['go.mod']);
    const { dockerfileEntries, ignoreFileEntries } = await openContext(folder, 'build/Dockerfile');
    const names = (entries: readonly { readonly path: string }[]): string[] => entries.map(({ path }) => path);
    assert.deepEqual(names(await collect(dockerfileEntries())), ['Dockerfile', 'Dockerfile.dockerignore']);
    assert.deepEqual(names(await collect(ignoreFileEntries())), ['.dockerignore']);
  });

  test('takes a Dockerfile from outside', async () => {
    const folder = temporaryFolder({ 'app/go.mod': 'module x', 'docker/api.Dockerfile': 'FROM scratch' });
    const context = await openContext(join(folder, 'app'), '../docker/api.Dockerfile');
    assert.equal(context.dockerfile, 'api.Dockerfile');
    assert.equal(context.dockerfileText, 'FROM scratch');
    assert.deepEqual(
      (await collect(context.dockerfileEntries())).map(({ file }) => file),
      [join(folder, 'docker/api.Dockerfile')],
    );
    assert.deepEqual(await paths(join(folder, 'app'), '../docker/api.Dockerfile'), ['go.mod']);
  });

  test('keeps links as links, modes, sizes and empty folders', async () => {
    const folder = temporaryFolder({ Dockerfile: 'FROM scratch', 'run.sh': '#!/bin/sh\n' });
    chmodSync(join(folder, 'run.sh'), 0o4751);
    symlinkSync('../outside', join(folder, 'dangling'));
    mkdirSync(join(folder, 'empty'), { mode: 0o755 });
    const context = await openContext(folder, 'Dockerfile');
    const found = (await collect(context.entries([]))).map(({ path, type, mode, size, target }) =>
      [type, path, type === 'link' ? '' : mode.toString(8), size, target ?? ''].join(' ').trim(),
    );
    assert.deepEqual(found.slice(1), ['link dangling  0 ../outside', 'folder empty 755 0', 'file run.sh 4751 10']);
  });

  test('comes in the order of bytes, as the engine wants it', async () => {
    const folder = temporaryFolder({
      Dockerfile: '',
      'a/b': '',
      'a.go': '',
      'a-b': '',
      ä: '',
      '\u{1F600}': '',
      '\uFF5E': '',
    });
    assert.deepEqual(
      await paths(folder),
      ['Dockerfile', 'a/', 'a/b', 'a-b', 'a.go', 'ä', '\uFF5E', '\u{1F600}'].toSorted((x, y) =>
        Buffer.compare(Buffer.from(x.replace(/\/.*/, '')), Buffer.from(y.replace(/\/.*/, ''))),
      ),
    );
  });

  describe('narrowed to what the build wants', () => {
    const folder = temporaryFolder(files);
    symlinkSync('cmd', join(folder, 'link'));
    const all = 13 + 1;
    const cases: readonly (readonly [wanted: string[], found: readonly string[] | number])[] = [
      [['go.mod'], ['go.mod']],
      [
        ['/go.mod', './cmd/api/main.go'],
        ['cmd/', 'cmd/api/', 'cmd/api/main.go', 'go.mod'],
      ],
      [['cmd'], ['cmd/', 'cmd/api/', 'cmd/api/main.go', 'cmd/api/main_test.go']],
      [['cmd/*/main.go'], ['cmd/', 'cmd/api/', 'cmd/api/main.go', 'cmd/api/main_test.go']],
      [['gone.txt'], []],
      [['go.mod', '.'], all],
      [['*.go'], all],
      [['link/api/main.go'], all],
      [['../x'], all],
    ];
    for (const [wanted, found] of cases) {
      test(wanted.join(' and '), async () => {
        const sent = await paths(folder, 'Dockerfile', wanted);
        assert.deepEqual(typeof found === 'number' ? sent.length : sent, found);
      });
    }
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
