import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choosePorts } from '../../../src/containerize/workload/ports.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Listener, Program } from '../../../src/go/project.ts';
import { health, listener, place, program, variable } from '../facts.ts';

/** `http 8080, metrics 9090 | PORT=1 --flag=2`, or `?` for a question. */
function summary(change: Partial<Program>, choices: Choices = {}): string {
  const { ports, configuration, questions } = choosePorts(program(change), choices);
  if (questions.length > 0) return '?';
  const settings = [...[...configuration.env].map(([name, value]) => `${name}=${value}`), ...configuration.args];
  return [
    ports.map(({ name, number }) => `${name} ${number}`).join(', '),
    ...(settings.length > 0 ? [settings.join(' ')] : []),
  ].join(' | ');
}

/** `os.Args[index]` says where it listens. */
function argument(index: number, bind: Listener['bind']): Listener {
  return listener(null, { bind, configuredBy: [`arg:${index}`], certainty: 'unknown' });
}

const metrics = { ...place, path: '/metrics', port: 9090, certainty: 'known' } as const;

describe('ports of the container', () => {
  const table: readonly [what: string, change: Partial<Program>, choices: Choices, expected: string][] = [
    ['a known port', { listens: [listener(8080)] }, {}, 'http 8080'],
    ['https, gRPC, UDP by their names', { listens: [listener(53, { protocol: 'udp' })] }, {}, 'udp 53'],
    [
      'http before gRPC',
      { listens: [listener(9000, { protocol: 'grpc' }), listener(8080)] },
      {},
      'http 8080, grpc-9000 9000',
    ],
    [
      'metrics after the program’s own port',
      { listens: [listener(9090), listener(8080)], metrics },
      {},
      'http 8080, metrics 9090',
    ],
    [
      'a port that only the container reaches is not asked about, the one that the source leaves open is',
      { listens: [listener(6060, { bind: 'loopback' }), listener(null, { certainty: 'unknown' })] },
      {},
      '?',
    ],
    ['an address that is an argument', { listens: [argument(1, null)] }, {}, 'http 8080 | :8080'],
    ['a chosen one', { listens: [argument(1, null)] }, { port: 9000 }, 'http 9000 | :9000'],
    [
      'a certificate that turns the listener on holds no address',
      { listens: [listener(null, { configuredBy: ['env:TLS_CERT', 'flag:key-file'], certainty: 'unknown' })] },
      {},
      '?',
    ],
    ['a port that is an argument', { listens: [argument(1, 'all')] }, {}, 'http 8080 | 8080'],
    [
      'an argument behind a command',
      { listens: [argument(2, null)], command: { ...place, args: ['serve'], certainty: 'known' } },
      {},
      'http 8080 | :8080',
    ],
    ['an argument behind others that nobody knows', { listens: [argument(2, null)] }, {}, '?'],
    ['an argument that is a port on loopback', { listens: [argument(1, 'loopback')] }, {}, '?'],
    [
      'nor is it a port of a program that is no server',
      { kind: 'example', listens: [listener(6060, { bind: 'loopback' }), listener(null, { certainty: 'unknown' })] },
      {},
      '',
    ],
    [
      'profiles after the program’s own port',
      { listens: [listener(6060), listener(8443, { protocol: 'https' })], profiles: [{ ...metrics, port: 6060 }] },
      {},
      'https 8443, http-6060 6060',
    ],
    [
      'a port that is set for debugging, too',
      {
        listens: [listener(6060, { configuredBy: ['config:server.debugPort'] }), listener(9000, { protocol: 'grpc' })],
      },
      {},
      'grpc 9000, http-6060 6060',
    ],
    [
      'a chosen port is not told to what serves profiles',
      { listens: [listener(null, { configuredBy: ['flag:profile'] }), listener(null)] },
      { port: 8333 },
      'http 8333',
    ],
    [
      'a chosen port is not told to a switch',
      { listens: [listener(null, { configuredBy: ['flag:norpc', 'flag:listen'] })] },
      { port: 8333 },
      'http 8333 | --listen=:8333',
    ],
    [
      'what only begins like a switch',
      { listens: [listener(null, { configuredBy: ['flag:notify-addr'] })] },
      { port: 8333 },
      'http 8333 | --notify-addr=:8333',
    ],
    ['metrics on the only port', { listens: [listener(9090)], metrics }, {}, 'metrics 9090'],
    ['the same port twice', { listens: [listener(80), listener(80)] }, {}, 'http 80'],
    ['an unknown port is asked for', { listens: [listener(null, { certainty: 'unknown' })] }, {}, '?'],
    ['an unknown port beside a known one is left out', { listens: [listener(null), listener(8080)] }, {}, 'http 8080'],
    [
      'a port that the source leaves to a variable is set',
      { listens: [listener(null, { configuredBy: ['env:PORT'], certainty: 'unknown' })] },
      {},
      'http 8080 | PORT=8080',
    ],
    [
      'a port that the source leaves to a flag is set',
      { listens: [listener(null, { configuredBy: ['flag:listen'], certainty: 'unknown' })] },
      {},
      'http 8080 | --listen=:8080',
    ],
    [
      'what such a flag holds by default goes before the usual port',
      { listens: [listener(null, { configuredBy: ['flag:port'], defaults: { 'flag:port': '4840' } })] },
      {},
      'http 4840 | --port=4840',
    ],
    [
      'unless that is a port for root',
      { listens: [listener(null, { configuredBy: ['flag:port'], defaults: { 'flag:port': '80' } })] },
      {},
      'http 8080 | --port=8080',
    ],
    [
      'a port that only a host is set for is asked for',
      { listens: [listener(null, { configuredBy: ['env:HOST'], certainty: 'unknown' })] },
      {},
      '?',
    ],
    [
      'of two settings nobody knows which one is the address',
      { listens: [listener(null, { configuredBy: ['flag:addr', 'flag:net', 'flag:profile'], certainty: 'unknown' })] },
      {},
      '?',
    ],
    [
      'a listener that a setting decides is set, not one before it',
      { listens: [listener(null), listener(null, { configuredBy: ['flag:listen', 'flag:l'] })] },
      {},
      'http 8080 | --listen=:8080',
    ],
    [
      'of two listeners that settings decide nobody knows the main one',
      {
        listens: [listener(null, { configuredBy: ['env:PORT'] }), listener(null, { configuredBy: ['env:OTHER_PORT'] })],
      },
      {},
      '?',
    ],
    [
      'unless the other asks for a certificate',
      {
        listens: [
          listener(null, { configuredBy: ['flag:port'] }),
          listener(null, { protocol: 'https', configuredBy: ['flag:tls-port'] }),
        ],
      },
      {},
      'http 8080 | --port=8080',
    ],
    [
      'where all listen on loopback, all are opened by their settings',
      {
        listens: [
          listener(8080, { bind: 'loopback', configuredBy: ['flag:http'] }),
          listener(9000, { protocol: 'tcp', bind: 'loopback', configuredBy: ['flag:sql'] }),
        ],
      },
      {},
      'http 8080, tcp-9000 9000 | --http=:8080 --sql=:9000',
    ],
    [
      'what settings open for those who run the program comes after what is for its clients, and hides it from nobody',
      {
        listens: [
          listener(9464, { configuredBy: ['env:TELEMETRY_PORT'] }),
          listener(8088, { bind: 'loopback', configuredBy: ['env:EDGE_LISTEN'] }),
        ],
        env: [variable('EDGE_LISTEN', { default: 'localhost:8088' })],
        health: [health('/livez', 'liveness', 9464)],
      },
      {},
      'http 8088, http-9464 9464 | EDGE_LISTEN=:8088',
    ],
    [
      'one that alone listens on loopback is meant to',
      {
        listens: [listener(8080), listener(9000, { protocol: 'tcp', bind: 'loopback', configuredBy: ['flag:admin'] })],
      },
      {},
      'http 8080',
    ],
    [
      'a further port that is on loopback only is left out',
      { listens: [listener(8080), listener(9000, { bind: 'loopback' })] },
      {},
      'http 8080',
    ],
    [
      'a setting turns TLS on beside what listens anyway: it stays off',
      {
        listens: [
          listener(9090, { configuredBy: ['flag:listen-address'] }),
          listener(null, { configuredBy: ['flag:tls-listen-address'], bind: null, certainty: 'unknown' }),
        ],
        metrics,
      },
      {},
      'http 9090',
    ],
    [
      'a host of its own that the source leaves open, too, is set with the port',
      { listens: [listener(null, { configuredBy: ['flag:host', 'flag:port'], bind: null, certainty: 'unknown' })] },
      {},
      'http 8080 | --host=0.0.0.0 --port=8080',
    ],
    [
      'an address that is empty by default stays so beside the port',
      {
        env: [variable('APP_ADDR'), variable('APP_PORT', { default: '8000' })],
        listens: [listener(null, { configuredBy: ['env:APP_ADDR', 'env:APP_PORT'], bind: null, certainty: 'unknown' })],
      },
      {},
      'http 8000 | APP_PORT=8000',
    ],
    [
      'a port that a setting decides goes before one for metrics only',
      {
        listens: [listener(9810), listener(null, { configuredBy: ['flag:listen-port'] })],
        metrics: { ...place, path: '/metrics', port: 9810, certainty: 'default' },
      },
      {},
      'http 8080, metrics 9810 | --listen-port=8080',
    ],
    [
      'an address beside a port is a host',
      { listens: [listener(8080, { bind: 'loopback', configuredBy: ['flag:address', 'flag:port'] })] },
      {},
      'http 8080 | --address=0.0.0.0',
    ],
    [
      'a setting for profiles says nothing of where the program is used',
      { listens: [listener(null), listener(null, { configuredBy: ['env:APP_PROF_ADDR'] })] },
      {},
      '?',
    ],
    ['an answered port', { listens: [listener(null)] }, { port: 7000 }, 'http 7000'],
    [
      'an answered port is passed on',
      { listens: [listener(null, { configuredBy: ['env:PORT'] })] },
      { port: 7000 },
      'http 7000 | PORT=7000',
    ],
    [
      'an answered port for a flag',
      { listens: [listener(8080, { configuredBy: ['flag:addr'] })] },
      { port: 7000 },
      'http 7000 | --addr=:7000',
    ],
    [
      'a chosen port that nothing configures stays the source’s',
      { listens: [listener(8080)] },
      { port: 7000 },
      'http 8080',
    ],
    [
      'a chosen port equal to the source’s needs no setting',
      { listens: [listener(8080, { configuredBy: ['env:PORT'] })] },
      { port: 8080 },
      'http 8080',
    ],
    ['no listener', { listens: [] }, {}, ''],
    ['no listener, but the user knows one', { listens: [] }, { port: 7000 }, 'tcp 7000'],
    ['the user says it does not listen', { listens: [listener(8080)] }, { port: null }, ''],
    [
      'the only port is on loopback, and no setting changes it',
      { listens: [listener(8666, { bind: 'loopback' })] },
      {},
      '',
    ],
    [
      'a port on loopback that only a switch configures',
      { listens: [listener(8666, { bind: 'loopback', configuredBy: ['flag:no-http'] }), listener(9000)] },
      {},
      'http 9000',
    ],
    [
      'a port on loopback that the user knows better of',
      { listens: [listener(8666, { bind: 'loopback' })] },
      { port: 8666 },
      'http 8666',
    ],
    ['what a command shows of its memory is no port', { kind: 'cli', listens: [listener(8080)] }, {}, ''],
    [
      'a command that is to be kept running',
      { kind: 'cli', listens: [listener(8080)] },
      { workload: 'Deployment' },
      'http 8080',
    ],
    [
      'an example that serves is asked for its port',
      { kind: 'example', role: 'server', listens: [listener(null)] },
      {},
      '?',
    ],
    ['a command-line tool with an unknown port is not asked for', { kind: 'cli', listens: [listener(null)] }, {}, ''],
    [
      'a privileged port moves where a setting can move it',
      { listens: [listener(80, { configuredBy: ['env:HTTP_PORT'] })], env: [variable('HTTP_PORT', { default: '80' })] },
      {},
      'http 8080 | HTTP_PORT=8080',
    ],
    ['a privileged port stays where nothing can', { listens: [listener(80)] }, {}, 'http 80'],
    [
      'loopback in an address is overridden',
      {
        listens: [listener(8080, { bind: 'loopback', configuredBy: ['env:LISTEN'] })],
        env: [variable('LISTEN', { default: '127.0.0.1:8080' })],
      },
      {},
      'http 8080 | LISTEN=:8080',
    ],
    [
      'a flag that is called a host and holds an address',
      {
        listens: [
          listener(8080, {
            bind: 'loopback',
            configuredBy: ['flag:host'],
            defaults: { 'flag:host': '127.0.0.1:8080' },
          }),
        ],
      },
      {},
      'http 8080 | --host=:8080',
    ],
    [
      'a flag that is called an address and holds a port',
      { listens: [listener(80, { configuredBy: ['flag:listen'], defaults: { 'flag:listen': '80' } })] },
      {},
      'http 8080 | --listen=8080',
    ],
    [
      'loopback in a host of its own is overridden, the port is left alone',
      {
        listens: [listener(8080, { bind: 'loopback', configuredBy: ['env:PORT', 'env:HOST'] })],
        env: [variable('PORT', { default: '8080' }), variable('HOST', { default: 'localhost' })],
      },
      {},
      'http 8080 | HOST=0.0.0.0',
    ],
    [
      'settings that contradict each other are set together',
      {
        listens: [listener(80, { configuredBy: ['env:PORT', 'env:ADDR', 'flag:addr'] })],
        env: [variable('PORT', { default: '80' }), variable('ADDR', { default: ':80' })],
      },
      {},
      'http 8080 | PORT=8080 ADDR=:8080',
    ],
    [
      'a setting without default is left alone where another does',
      {
        listens: [listener(80, { configuredBy: ['env:ADDR', 'env:PORT'] })],
        env: [variable('PORT', { default: '80' }), variable('ADDR')],
      },
      {},
      'http 8080 | PORT=8080',
    ],
    [
      'loopback that only a port setting configures cannot be overridden',
      {
        listens: [listener(8080, { bind: 'loopback', configuredBy: ['env:PORT'] })],
        env: [variable('PORT', { default: '8080' })],
      },
      {},
      '',
    ],
  ];
  for (const [what, change, choices, expected] of table) {
    it(what, () => {
      assert.equal(summary(change, choices), expected);
    });
  }

  it('a metrics port that also serves health is a port like others', () => {
    const [, second] = choosePorts(
      program({ listens: [listener(8080), listener(9090)], metrics, health: [health('/healthz', 'health', 9090)] }),
      {},
    ).ports;
    assert.deepEqual([second?.name, second?.metricsOnly], ['http-9090', false]);
  });
});
