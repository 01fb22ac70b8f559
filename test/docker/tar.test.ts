import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { tarPaths } from '../../src/docker/tar-paths.ts';
import { END, padding, type TarEntry, tarHeader } from '../../src/docker/tar.ts';
import { collect, inPieces } from './collect.ts';

const long = `${'folder/'.repeat(30)}file.go`;
const entries: readonly (TarEntry & { readonly content?: string })[] = [
  { path: 'cmd', type: 'folder', mode: 0o755, modified: 1_700_000_000, size: 0 },
  { path: 'cmd/main.go', type: 'file', mode: 0o644, modified: 1_700_000_000.7, size: 12, content: 'package main' },
  { path: 'run.sh', type: 'file', mode: 0o4755, modified: 0, size: 0, content: '' },
  { path: 'latest', type: 'link', mode: 0o777, modified: 1, size: 0, target: 'cmd/main.go' },
  { path: 'grüße.txt', type: 'file', mode: 0o600, modified: 1, size: 2, content: 'hi' },
  { path: long, type: 'file', mode: 0o644, modified: 1, size: 3, content: 'abc' },
  { path: 'far', type: 'link', mode: 0o777, modified: 1, size: 0, target: long },
];

const archive = Buffer.concat([
  ...entries.flatMap((entry) => [tarHeader(entry), Buffer.from(entry.content ?? ''), padding(entry.size)]),
  END,
]);

describe('an archive', () => {
  test('is one that tar reads, with modes, links and long names', () => {
    const listing = execFileSync('tar', ['--quoting-style=literal', '-tvf', '-'], { input: archive, encoding: 'utf8' });
    const lines = listing.trim().split('\n');
    assert.equal(lines.length, entries.length);
    assert.match(lines[0] ?? '', /^drwxr-xr-x .* cmd\/$/);
    assert.match(lines[1] ?? '', /^-rw-r--r-- (?:0\/0|root\/root) +12 2023-11-14 .* cmd\/main\.go$/);
    assert.match(lines[2] ?? '', /^-rwsr-xr-x .* run\.sh$/);
    assert.match(lines[3] ?? '', /latest -> cmd\/main\.go$/);
    assert.match(lines[4] ?? '', /grüße\.txt$/);
    assert.ok(lines[5]?.endsWith(long));
    assert.ok(lines[6]?.endsWith(`far -> ${long}`));
  });

  test('gives its contents back', () => {
    const text = execFileSync('tar', ['-xOf', '-', long], { input: archive, encoding: 'utf8' });
    assert.equal(text, 'abc');
  });

  test('has whole blocks only', () => {
    assert.equal(archive.length % 512, 0);
    assert.deepEqual(
      [0, 1, 511, 512, 513].map((size) => padding(size).length),
      [0, 511, 1, 0, 511],
    );
  });
});

describe('the paths of an archive', () => {
  for (const size of [1, 100, 512, 1_000_000]) {
    test(`that arrives in pieces of ${size} bytes`, async () => {
      const found = await collect(tarPaths(inPieces(archive, size)));
      assert.deepEqual(
        found,
        entries.map(({ path, type, size }) => ({ path, type, size })),
      );
    });
  }

  for (const format of ['gnu', 'pax', 'ustar', 'v7']) {
    test(`that tar wrote in the format ${format}`, async () => {
      const script = `d=$(mktemp -d) && cd $d && mkdir -p a/b && echo x > a/b/c && ln -s c a/b/l && tar --format=${format} -cf - ./a; rm -rf $d`;
      const written = execFileSync('sh', ['-c', script]);
      const found = await collect(tarPaths(inPieces(written, 700)));
      assert.deepEqual(found.map(({ path, type }) => `${type} ${path}`).sort(), [
        'file a/b/c',
        'folder a',
        'folder a/b',
        'link a/b/l',
      ]);
    });
  }

  test('that GNU tar wrote with a long name', async () => {
    const script = `d=$(mktemp -d) && cd $d && mkdir -p ${'folder/'.repeat(30)} && echo x > ${long} && tar --format=gnu -cf - ${long}; rm -rf $d`;
    const found = await collect(tarPaths(inPieces(execFileSync('sh', ['-c', script]), 4096)));
    assert.deepEqual(found, [{ path: long, type: 'file', size: 2 }]);
  });

  test('that is cut off end where the bytes end', async () => {
    for (let length = 0; length < archive.length; length += 97) {
      const found = await collect(tarPaths(inPieces(archive.subarray(0, length), 300)));
      assert.ok(found.length <= entries.length);
    }
  });
});
