import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import { choosePorts } from '../../../src/containerize/workload/ports.ts';
import { chooseProbes, describe as name } from '../../../src/containerize/workload/probes.ts';
import type { Program } from '../../../src/go/project.ts';
import { say } from '../../../src/words/message.ts';
import { health, listener, program } from '../facts.ts';

function probes(change: Partial<Program>, choices: Choices = {}): string[] {
  const subject = program(change);
  const { liveness, readiness } = chooseProbes(subject, choosePorts(subject, choices).ports, choices);
  return [liveness ? say(name(liveness)) : 'none', readiness ? say(name(readiness)) : 'none'];
}

describe('probes', () => {
  const grpc = listener(9000, { protocol: 'grpc' });
  const table: readonly [what: string, change: Partial<Program>, choices: Choices, expected: readonly string[]][] = [
    [
      'each route for its purpose',
      { health: [health('/readyz', 'readiness'), health('/healthz', 'liveness')] },
      {},
      ['GET /healthz on http', 'GET /readyz on http'],
    ],
    [
      'one that nobody serves unless a setting says so is not asked',
      { health: [{ ...health('/health', 'health'), isOff: true }] },
      {},
      ['TCP on http', 'TCP on http'],
    ],
    [
      'a general health route serves both',
      { health: [health('/health', 'health')] },
      {},
      ['GET /health on http', 'GET /health on http'],
    ],
    [
      'readiness is never asked as liveness',
      { health: [health('/readyz', 'readiness')] },
      {},
      ['TCP on http', 'GET /readyz on http'],
    ],
    ['no route', {}, {}, ['TCP on http', 'TCP on http']],
    [
      'a route that cannot be on the port of SSH',
      { listens: [listener(22, { protocol: 'tcp' })], health: [health('/health', 'health', null)] },
      {},
      ['TCP on tcp', 'TCP on tcp'],
    ],
    [
      'a route on a port of its own',
      { listens: [listener(8080), listener(8081)], health: [health('/live', 'health', 8081)] },
      {},
      ['GET /live on http-8081', 'GET /live on http-8081'],
    ],
    [
      'a route on a port that is not known to be one',
      { health: [health('/live', 'health', 1234)] },
      {},
      ['TCP on http', 'TCP on http'],
    ],
    [
      'a route without port, one listener',
      { health: [health('/live', 'health', null)] },
      {},
      ['GET /live on http', 'GET /live on http'],
    ],
    [
      'a route without port is not on that of another protocol',
      {
        listens: [listener(1883, { protocol: 'tcp' }), listener(null, { configuredBy: ['flag:info'] })],
        health: [health('/live', 'health', null)],
      },
      {},
      ['TCP on tcp', 'TCP on tcp'],
    ],
    [
      'a route without port, two listeners: unknown',
      { listens: [listener(1), listener(2)], health: [health('/live', 'health', null)] },
      {},
      ['TCP on http', 'TCP on http'],
    ],
    [
      'a route without port, and a port that was chosen for one of two listeners',
      { listens: [listener(null), listener(null)], health: [health('/live', 'health', null)] },
      { port: 8080 },
      ['TCP on http', 'TCP on http'],
    ],
    [
      'gRPC health',
      { listens: [grpc], health: [{ ...health('', 'health', 9000), protocol: 'grpc' }] },
      {},
      ['gRPC health on 9000', 'gRPC health on 9000'],
    ],
    [
      'gRPC health without port beside a port of HTTP',
      { listens: [grpc, listener(8080)], health: [{ ...health('shop.v1.Orders', 'health', null), protocol: 'grpc' }] },
      {},
      ['gRPC health on 9000', 'gRPC health on 9000'],
    ],
    [
      'gRPC health behind TLS, which kubelet does not speak',
      { listens: [grpc], health: [{ ...health('', 'health', 9000), protocol: 'grpc', secured: true }] },
      {},
      ['TCP on grpc', 'TCP on grpc'],
    ],
    [
      'gRPC health on a port of HTTP, which may not speak HTTP/2 without TLS',
      { health: [{ ...health('', 'health'), protocol: 'grpc' }] },
      {},
      ['TCP on http', 'TCP on http'],
    ],
    ['gRPC without health', { listens: [grpc] }, {}, ['TCP on grpc', 'TCP on grpc']],
    ['UDP only', { listens: [listener(53, { protocol: 'udp' })] }, {}, ['none', 'none']],
    ['a worker', { listens: [] }, {}, ['none', 'none']],
    ['the user’s path', {}, { healthPath: 'ping' }, ['GET /ping on http', 'GET /ping on http']],
    [
      'the user says there is none',
      { health: [health('/healthz', 'health')] },
      { healthPath: null },
      ['TCP on http', 'TCP on http'],
    ],
    [
      'the route follows a port that a choice moved',
      { listens: [listener(8080, { configuredBy: ['env:PORT'] })], health: [health('/healthz', 'health')] },
      { port: 7000 },
      ['GET /healthz on http', 'GET /healthz on http'],
    ],
  ];
  for (const [what, change, choices, expected] of table) {
    it(what, () => {
      assert.deepEqual(probes(change, choices), expected);
    });
  }

  it('asks TLS servers by HTTPS', () => {
    const subject = program({
      listens: [listener(8443, { protocol: 'https' })],
      health: [health('/healthz', 'health', 8443)],
    });
    const { liveness } = chooseProbes(subject, choosePorts(subject, {}).ports, {});
    assert.deepEqual(liveness, { httpGet: { path: '/healthz', port: 'https', scheme: 'HTTPS' } });
  });

  it('gives the reason of a TCP probe and the line of a route', () => {
    const worker = chooseProbes(program(), choosePorts(program(), {}).ports, {}).decisions;
    assert.match(worker[0]?.because ?? '', /No health route is known/);
    const subject = program({ health: [health('/healthz', 'liveness')] });
    const [live] = chooseProbes(subject, choosePorts(subject, {}).ports, {}).decisions;
    assert.deepEqual(live?.evidence, { file: 'main.go', line: 1 });
  });
});
