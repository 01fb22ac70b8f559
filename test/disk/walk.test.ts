import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { walk } from '../../src/disk/walk.ts';

describe('walking a folder', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'gantry-walk-'));
    const files: Record<string, string> = {
      '.git/HEAD': 'x',
      '.gitignore': '*.log\n/out/\n',
      'a/Dockerfile': 'FROM scratch',
      'a/.dockerignore': '.env',
      'a/.env': 'A=b',
      'a/.gitignore': '.*\n!keep.log\nsecret/\n',
      'a/keep.log': '1',
      'a/drop.log.txt': '1',
      'a/secret/x.yaml': '1',
      'b.log': '1',
      'out/x.yaml': '1',
      'a/out/y.yaml': '1',
      'node_modules/m/index.js': '1',
      'vendor/v/v.go': '1',
      'binary.bin': 'a\0b',
    };
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
    await symlink('..', path.join(root, 'a/loop'));
  });
  after(() => rm(root, { recursive: true }));

  it('leaves out .git, node_modules, vendor and what git ignores but engines do not, and follows no links to folders', () => {
    assert.deepEqual(
      [...walk(root)].filter((file) => file !== 'a/loop'),
      ['.gitignore', 'a/.dockerignore', 'a/Dockerfile', 'a/drop.log.txt', 'a/keep.log', 'a/out/y.yaml', 'binary.bin'],
    );
  });

  it('honours the .gitignore files above the folder', () => {
    assert.ok(![...walk(path.join(root, 'a'))].includes('secret/x.yaml'));
    assert.ok([...walk(path.join(root, 'a'))].includes('keep.log'));
  });

  it('reads text, and nothing of binary or absent files', async () => {
    const files = nodeFiles(root);
    assert.equal(await files.read('a/Dockerfile'), 'FROM scratch');
    assert.equal(await files.read('binary.bin'), null);
    assert.equal(await files.read('absent'), null);
    assert.equal(await files.read('a'), null);
    assert.deepEqual(await files.list('absent'), []);
    assert.deepEqual(
      (await files.list('')).filter(({ folder }) => folder).map(({ name }) => name),
      ['.git', 'a', 'node_modules', 'out', 'vendor'],
    );
  });
});
