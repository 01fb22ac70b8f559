import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listeningIn, openPorts } from '../../src/docker/open-ports.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (address: string, state = '0A') =>
  `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000 65532 0 1 1 0 100 0 0 10 0\n`;
const SIX = '0'.repeat(32);

test('what listens, on all addresses or on loopback, and nothing else', () => {
  const tables = [
    HEAD,
    row('00000000:075B'),
    row('0100007F:20C0'),
    row('0100007F:9C40', '01'),
    HEAD,
    row(`${SIX}:1F90`).replace('00000000:0000', `${SIX}:0000`),
    row('00000000000000000000000001000000:1F91').replace('00000000:0000', `${SIX}:0000`),
  ];
  assert.deepEqual(listeningIn(tables.join('')), [
    { number: 1883, isLoopback: false },
    { number: 8080, isLoopback: false },
    { number: 8081, isLoopback: true },
    { number: 8384, isLoopback: true },
  ]);
});

test('one that is open to others, too, is no loopback', () => {
  for (const rows of [
    [row('0100007F:1F90'), row('00000000:1F90')],
    [row('00000000:1F90'), row('0100007F:1F90')],
  ]) {
    assert.deepEqual(listeningIn(rows.join('')), [{ number: 8080, isLoopback: false }]);
  }
});

test('nothing is said of a process that is not known to be the container’s', async () => {
  assert.equal(await openPorts(process.pid, 'f'.repeat(64)), undefined);
  assert.equal(await openPorts(0, ''), undefined);
});
