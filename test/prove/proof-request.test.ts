import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HealthRoute, Listener, Program } from '../../src/go/project.ts';
import { proofRequest } from '../../src/prove/proof-request.ts';

const place = { file: 'main.go', start: 0, end: 1, line: 1 };
const listener = (changes: Partial<Listener>): Listener => ({
  ...place,
  port: 8080,
  protocol: 'http',
  bind: 'all',
  configuredBy: [],
  certainty: 'known',
  ...changes,
});
const health = (path: string, port: number | null): HealthRoute => ({
  ...place,
  path,
  protocol: 'http',
  port,
  purpose: 'health',
  certainty: 'known',
});
const program = (changes: Partial<Program>): Program => ({
  package: './cmd/api',
  moduleDir: '.',
  name: 'api',
  kind: 'server',
  main: place,
  libraries: [],
  listens: [],
  routes: [],
  health: [],
  metrics: null,
  env: [],
  cgo: { needed: false, because: null, certainty: 'known' },
  embeds: [],
  runtimeFiles: [],
  writes: [],
  outboundTls: null,
  timezones: null,
  userLookups: false,
  processes: [],
  pprof: null,
  runtimeLimits: { memory: null, processors: null },
  versionVariables: [],
  frontEnds: [],
  shutdown: { signals: [], graceful: null, timeoutSeconds: null, certainty: 'unknown' },
  ...changes,
});

describe('what can be proved of a program', () => {
  test('a server with a health route and a port from the environment', () => {
    const facts = program({
      listens: [listener({ configuredBy: ['flag:addr', 'env:HTTP_PORT'] })],
      health: [health('/other', 9090), health('/healthz', 8080)],
      writes: [
        { ...place, path: 'runtime/logs', certainty: 'known' },
        { ...place, path: 'runtime/logs', certainty: 'known' },
      ],
    });
    assert.deepEqual(proofRequest('shop:dev', facts, { DATABASE_URL: 'x' }), {
      image: 'shop:dev',
      port: 8080,
      healthPath: '/healthz',
      writes: ['runtime/logs'],
      env: { HTTP_PORT: '8080', DATABASE_URL: 'x' },
    });
  });

  test('a health route on an unknown port is taken for the only one', () => {
    const facts = program({ listens: [listener({ configuredBy: ['env:ADDR'] })], health: [health('/healthz', null)] });
    const { healthPath, env } = proofRequest('a', facts);
    assert.deepEqual({ healthPath, env }, { healthPath: '/healthz', env: {} });
  });

  test('a value of the user goes before ours', () => {
    const facts = program({ listens: [listener({ configuredBy: ['env:PORT'] })] });
    assert.deepEqual(proofRequest('a', facts, { PORT: '9999' }).env, { PORT: '9999' });
  });

  test('ports that are unknown or spoken to by UDP are not asked', () => {
    const facts = program({
      listens: [listener({ port: null }), listener({ port: 53, protocol: 'udp' })],
      health: [health('/healthz', null)],
    });
    const { port, healthPath } = proofRequest('a', facts);
    assert.deepEqual({ port, healthPath }, { port: null, healthPath: null });
  });
});
