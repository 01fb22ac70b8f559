import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { nodeFiles, waitingFiles } from '../../src/disk/node-files.ts';

test('files that are waited for are the same files', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-files-'));
  try {
    await writeFile(path.join(folder, 'a.go'), 'package a\n');
    await writeFile(path.join(folder, 'binary'), '\0');
    const expected = [
      ['package a\n', null, null, null],
      [
        { name: 'a.go', folder: false },
        { name: 'binary', folder: false },
      ],
      [],
    ];
    for (const files of [nodeFiles(folder), waitingFiles(folder)]) {
      const texts = await Promise.all(['a.go', 'binary', 'absent', '.'].map((file) => files.read(file)));
      assert.deepEqual([texts, await files.list('.'), await files.list('absent')], expected);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
