import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { folder } from './gantry.ts';

const PROGRAM = {
  'go.mod': 'module example.com/a\n\ngo 1.26\n',
  'main.go': 'package main\n\nfunc main() { println("a") }\n',
};

for (const command of [['analyze'], ['containerize', '--write'], ['prove']]) {
  it(`gantry ${command.join(' ')} that is interrupted while it reads does nothing more`, async () => {
    const { root, dispose } = await folder(PROGRAM);
    let said = '';
    try {
      const status = await run([...command, root], {
        cwd: root,
        env: {},
        distDir: path.join(import.meta.dirname, '..', '..', 'dist'),
        stdout: (text) => (said += text),
        stderr: (text) => (said += text),
        stdin: () => Promise.resolve(''),
        interrupted: () => AbortSignal.abort(),
        colors: false,
      });
      assert.deepEqual([status, said], [2, 'gantry: Cancelled.\n']);
      assert.deepEqual((await readdir(root)).sort(), ['go.mod', 'main.go']);
    } finally {
      await dispose();
    }
  });
}
