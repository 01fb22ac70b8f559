import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFileTree, entryAt, foldersAbove, pathsBelow } from '../../src/dockerfile/files/file-tree.ts';

test('files make the folders around them; a folder goes with all below', () => {
  const tree = createFileTree();
  assert.equal(tree.add('a/b/c.txt', 'file'), true);
  assert.equal(tree.add('a/b/c.txt', 'file'), false);
  assert.deepEqual(
    [entryAt(tree.list, 'a'), entryAt(tree.list, 'a/b/c.txt'), entryAt(tree.list, 'a/x')],
    ['folder', 'file', undefined],
  );
  assert.equal(tree.remove('a'), true);
  assert.equal(tree.remove('a'), false);
  assert.equal(tree.list('a/b'), undefined);
  assert.equal(tree.add('a/b/d.txt', 'file'), true);
  assert.deepEqual([...pathsBelow(tree.list, '', 10)], ['a', 'a/b', 'a/b/d.txt']);
});

test('below folders that nobody looks into, and behind links, anything may lie', () => {
  const tree = createFileTree();
  tree.add('node_modules', 'unseen');
  tree.add('link', 'file');
  assert.equal(tree.add('node_modules/x/y.js', 'file'), false);
  assert.equal(tree.add('link/y.js', 'file'), false);
  assert.equal(entryAt(tree.list, 'node_modules/x/y.js'), 'unseen');
  assert.equal(entryAt(tree.list, 'link/y.js'), 'unseen');
  assert.deepEqual([...pathsBelow(tree.list, '', 10)], ['node_modules', 'link']);
});

test('paths below a folder are relative to it, the nearest first, and no more than asked for', () => {
  const tree = createFileTree();
  for (const path of ['x/deep/er/a', 'x/b', 'x/deep/c', 'y/d']) tree.add(path, 'file');
  assert.deepEqual([...pathsBelow(tree.list, 'x', 10)], ['deep', 'b', 'deep/er', 'deep/c', 'deep/er/a']);
  assert.deepEqual([...pathsBelow(tree.list, 'x', 2)], ['deep', 'b']);
});

test('folders above a file begin with its own', () => {
  assert.deepEqual(foldersAbove('a/b/Dockerfile'), ['a/b', 'a', '']);
  assert.deepEqual(foldersAbove('Dockerfile'), ['']);
});
