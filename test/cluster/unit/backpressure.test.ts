import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { holdBack, writerTo } from '../../../src/cluster/backpressure.ts';

const MEGABYTE = 1024 * 1024;

function channel() {
  const calls: string[] = [];
  return {
    calls,
    bufferedAmount: 0,
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
  };
}

async function pausing(socket: PassThrough): Promise<void> {
  if (!socket.isPaused()) await once(socket, 'pause');
}

test('the pod is not read while its client is slow', async () => {
  const socket = new PassThrough({ highWaterMark: 10 });
  const one = channel();
  const output = writerTo(socket, () => one);
  output.write(Buffer.from('abc'));
  assert.deepEqual(one.calls, []);
  output.write(Buffer.alloc(50));
  assert.deepEqual(one.calls, ['pause']);
  const drained = once(socket, 'drain');
  socket.resume();
  await drained;
  assert.deepEqual(one.calls, ['pause', 'resume']);
});

test('what comes for a client that has gone holds nothing up', () => {
  const socket = new PassThrough({ highWaterMark: 10 });
  const one = channel();
  socket.on('error', () => undefined);
  socket.destroy();
  writerTo(socket, () => one).write(Buffer.alloc(50));
  assert.deepEqual(one.calls, []);
});

test('the client is not read while the pod is slow', async () => {
  const socket = new PassThrough();
  const one = channel();
  const seen: number[] = [];
  socket.on('data', (chunk: Buffer) => seen.push(chunk.length));
  holdBack(socket, one);
  one.bufferedAmount = 2 * MEGABYTE;
  socket.write(Buffer.alloc(1));
  await pausing(socket);
  socket.write(Buffer.alloc(2));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(seen, [1]);
  one.bufferedAmount = 0;
  await once(socket, 'data');
  assert.deepEqual(seen, [1, 2]);
});

test('a client that goes while the pod is slow leaves no timer', async () => {
  const socket = new PassThrough();
  const one = channel();
  holdBack(socket, one);
  one.bufferedAmount = 2 * MEGABYTE;
  socket.write(Buffer.alloc(1));
  await pausing(socket);
  socket.destroy();
  await once(socket, 'close');
  assert.ok(!process.getActiveResourcesInfo().includes('Timeout'), process.getActiveResourcesInfo().join());
});
