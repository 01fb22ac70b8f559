import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { waitForDatagrams } from '../../src/docker/datagrams.ts';

const alive = () => Promise.resolve(false);

test('a UDP port that is bound takes datagrams; one that is not is refused', async () => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  assert.equal(await waitForDatagrams('127.0.0.1', port, 0, undefined, alive), 'taken');
  socket.close();
  await once(socket, 'close');
  assert.equal(await waitForDatagrams('127.0.0.1', port, 0, undefined, alive), 'refused');
});
