import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf, listOf } from './examples.ts';

describe('copy-ignored-file and Dockerfiles in folders', () => {
  const table: readonly (readonly [what: string, files: readonly string[], found: number])[] = [
    ['the folder has nothing of it', ['bin/shop'], 1],
    ['the folder has it, and no .dockerignore', ['images/shop/bin/.gitkeep'], 0],
    ['the folder has it, and the .dockerignore', ['images/shop/bin/.gitkeep', 'images/shop/.dockerignore'], 1],
    ['the .dockerignore is its own', ['images/shop/bin/.gitkeep', 'images/shop/Dockerfile.dockerignore'], 1],
  ];
  for (const [what, files, found] of table) {
    it(what, () => {
      const file = 'images/shop/Dockerfile';
      const around = { file, list: listOf([...files, file]) };
      const findings = findingsOf('copy-ignored-file', 'FROM a:1\nCOPY bin/shop /shop\n', '**\n!cmd\n', {}, around);
      assert.equal(findings.length, found);
    });
  }
});
