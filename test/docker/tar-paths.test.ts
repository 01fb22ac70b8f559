import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { tarPaths } from '../../src/docker/tar-paths.ts';
import { collect, inPieces } from './collect.ts';

const long = `${'folder/'.repeat(30)}file.go`;

/** What the real tar writes of a few files. */
function archive(format: string, path = 'a/b/c'): Buffer {
  const script = `d=$(mktemp -d) && cd $d && mkdir -p $(dirname $1) && echo x > $1 && ln -s c ./a-link && tar --format=$0 -cf - ./$1 ./a-link; rm -rf $d`;
  return execFileSync('sh', ['-c', script, format, path]);
}

describe('the paths of an archive', () => {
  for (const size of [1, 100, 512, 1_000_000]) {
    test(`that arrives in pieces of ${size} bytes`, async () => {
      assert.deepEqual(await collect(tarPaths(inPieces(archive('pax', long), size))), [
        { path: long, type: 'file', size: 2 },
        { path: 'a-link', type: 'link', size: 0 },
      ]);
    });
  }

  for (const format of ['gnu', 'pax', 'ustar', 'v7']) {
    test(`that tar wrote in the format ${format}`, async () => {
      const found = await collect(tarPaths(inPieces(archive(format), 700)));
      assert.deepEqual(
        found.map(({ path, type }) => `${type} ${path}`),
        ['file a/b/c', 'link a-link'],
      );
    });
  }

  test('that GNU tar wrote with a long name', async () => {
    const [first] = await collect(tarPaths(inPieces(archive('gnu', long), 4096)));
    assert.deepEqual(first, { path: long, type: 'file', size: 2 });
  });

  test('with folders and big files, whose content is passed over', async () => {
    const script =
      'd=$(mktemp -d) && cd $d && mkdir e && head -c 1000000 /dev/zero > e/big && echo y > e/c && tar -cf - e; rm -rf $d';
    const found = await collect(tarPaths(inPieces(execFileSync('sh', ['-c', script], { maxBuffer: 2e6 }), 65536)));
    assert.deepEqual(found.map(({ path, size, type }) => `${type} ${path} ${size}`).sort(), [
      'file e/big 1000000',
      'file e/c 2',
      'folder e 0',
    ]);
  });

  test('that is cut off end where the bytes end', async () => {
    const whole = archive('pax', long);
    for (let length = 0; length < whole.length; length += 97) {
      const found = await collect(tarPaths(inPieces(whole.subarray(0, length), 300)));
      assert.ok(found.length <= 2);
    }
  });
});
