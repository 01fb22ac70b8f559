import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosePorts } from '../../../src/containerize/workload/ports.ts';
import { listener, program } from '../facts.ts';

test('the plan says so when nothing outside can reach the program', () => {
  const said = (configuredBy: readonly string[]) => {
    const listens = [listener(8080, { bind: 'loopback', configuredBy })];
    return choosePorts(program({ listens }), {})
      .decisions.map(({ because }) => because)
      .join();
  };
  assert.match(said([]), /nothing outside the container reaches it: listen on all addresses in the source/);
  assert.match(said(['config:server.host']), /in the configuration file that the program reads \(`server.host`\)/);
});

test('the plan says which setting the port of a further listener is left to', () => {
  const said = (configuredBy: readonly string[]) => {
    const listens = [listener(8080), listener(null, { protocol: 'https', configuredBy })];
    return choosePorts(program({ listens }), {}).decisions.at(-1)?.because;
  };
  assert.equal(said(['env:HTTPS_PORT', 'env:CERT']), 'The source leaves this listener’s port to env HTTPS_PORT');
  assert.equal(said([]), 'The source does not decide this listener’s port');
});
