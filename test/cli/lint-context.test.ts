import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LintReport } from '../../src/cli/report.ts';
import { folder, gantry } from './gantry.ts';

describe('gantry lint of a build context', () => {
  let place: Awaited<ReturnType<typeof folder>>;
  before(async () => {
    place = await folder({
      Dockerfile: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nCOPY package.json yarn.lock ./\n',
      'go.mod': 'module example.com/x\n\ngo 1.26\n',
      'package.json': '{}',
      // Git ignores it, but it is there.
      'yarn.lock': '',
      '.gitignore': 'yarn.lock\n*.log\n',
      'logs/a.log': '',
      '.dockerignore': 'bin\n*.log\n/bin\n[\n',
    });
  });
  after(() => place.dispose());
  const findings = async (...args: string[]) => {
    const { stdout } = await gantry(['lint', ...args, '--format', 'json'], { cwd: place.root });
    return (JSON.parse(stdout) as LintReport).findings.map(({ file, rule, severity }) => `${file} ${rule} ${severity}`);
  };

  it('reports in .dockerignore and of sources that are not there', async () => {
    const found = await findings('.');
    assert.deepEqual(
      found.filter((one) => one.startsWith('.dockerignore') || one.includes('copy-source')),
      [
        '.dockerignore ignore-pattern-any-depth hint',
        '.dockerignore ignore-pattern-once hint',
        '.dockerignore ignore-pattern-syntax error',
        'Dockerfile copy-source-exists error',
      ],
    );
  });

  it('says nothing of what lies around where PATH is one file', async () => {
    assert.deepEqual(
      (await findings('Dockerfile')).filter((one) => one.includes('copy-source')),
      [],
    );
    assert.deepEqual(await findings('.dockerignore'), [
      '.dockerignore ignore-pattern-once hint',
      '.dockerignore ignore-pattern-syntax error',
    ]);
  });

  it('fixes what is safe', async () => {
    await gantry(['lint', '--fix', '.dockerignore'], { cwd: place.root });
    assert.equal(await readFile(path.join(place.root, '.dockerignore'), 'utf8'), 'bin\n*.log\n[\n');
  });
});
