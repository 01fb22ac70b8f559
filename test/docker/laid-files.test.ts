import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeBelow } from '../../src/docker/laid-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('files that are laid over an image are written nowhere else, whatever paths manifests name', async () => {
  const folder = temporaryFolder();
  await writeBelow(join(folder, 'files'), [
    { path: '/etc/app/app.yaml', text: 'port: 8080' },
    { path: '/etc/../../../escaped', text: 'x' },
  ]);
  assert.deepEqual(await readdir(folder), ['files']);
  assert.deepEqual((await readdir(join(folder, 'files'))).sort(), ['escaped', 'etc']);
  assert.equal(await readFile(join(folder, 'files/etc/app/app.yaml'), 'utf8'), 'port: 8080');
});
