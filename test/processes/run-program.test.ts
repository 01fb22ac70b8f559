import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { runProgram } from '../../src/processes/run-program.ts';

const never = new AbortController().signal;
const run = (script: string, limits = { milliseconds: 20_000, output: 1_000 }, signal = never) =>
  runProgram({ program: process.execPath, args: ['-e', script], cwd: tmpdir(), env: { A: 'b' }, limits }, signal);

describe('a program', () => {
  it('tells its status, its answer and its complaint', async () => {
    const result = await run('console.log(process.env.A); console.error("no"); process.exitCode = 3');
    assert.deepEqual(result, { code: 3, output: 'b\n', complaint: 'no\n' });
  });
  it('that cannot be started', async () => {
    const call = { program: '/nowhere/go', args: [], cwd: tmpdir(), env: {} };
    await assert.rejects(runProgram(call, never), /could not be started/);
  });
  it('is ended when it takes too long, with what it has started', async () => {
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' })`;
    await assert.rejects(run(script, { milliseconds: 500, output: 1_000 }), /no answer within 0.5 seconds/);
  });
  it('is ended when it says too much', async () => {
    await assert.rejects(run('for (;;) console.log("x".repeat(100))'), /larger than 1000 bytes/);
  });
  it('is called off', async () => {
    const cancel = new AbortController();
    const running = run('setTimeout(() => {}, 60000)', undefined, cancel.signal);
    cancel.abort();
    await assert.rejects(running, /Cancelled/);
  });
});
