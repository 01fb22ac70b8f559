import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse as parseYaml } from 'yaml';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, health, listener, place, program, project, source } from '../facts.ts';

const metrics = { ...place, path: '/metrics', port: 8080, certainty: 'known' } as const;
const route = (path: string) => ({ ...place, method: 'GET', path, certainty: 'known' }) as const;
const exporter = { metrics, routes: [route('/'), route('/metrics'), route('/healthz'), route('/debug/pprof/')] };

const well = { health: [health('/healthz', 'health')] };
const CONSUMER = 'github.com/IBM/sarama';

const kept = { memoryState: place, routes: [route('/orders'), { ...route('/orders'), method: 'POST' }] };
const called = (protocol: 'grpc' | 'http') => ({
  memoryState: { ...place, by: { kind: 'grpc', name: 'CreateOrder' } as const },
  listens: [listener(9090, { protocol })],
});
const data = { ...place, path: 'pages', certainty: 'known' } as const;

const CASES: readonly (readonly [string, Partial<Program>, string, Choices?])[] = [
  ['one that clients ask may stand in for another', { routes: [route('/orders')] }, '2'],
  ['what is asked for its metrics alone', { ...exporter, health: [health('/healthz', 'health')] }, '1'],
  ['metrics, and what clients ask for', { ...exporter, routes: [...exporter.routes, route('/probe')] }, '2'],
  ['metrics beside a port whose routes are not known', { metrics, listens: [listener(8080), listener(9000)] }, '2'],
  ['a consumer of a queue that serves its metrics', { ...exporter, ...well, libraries: [CONSUMER] }, '2'],
  ['what measures a queue', { ...exporter, ...well, name: 'kafka_exporter', libraries: [CONSUMER] }, '1'],
  ['what serves only that it is well', { routes: [route('/healthz')], ...well }, '1'],
  [
    'a consumer of a queue that serves only that it is well',
    { routes: [route('/healthz')], ...well, libraries: [CONSUMER] },
    '2',
  ],
  [
    'what says that it is well beside a port whose routes are not known',
    { routes: [route('/healthz')], ...well, listens: [listener(8080), listener(9000)] },
    '2',
  ],
  ['a program whose command nobody has chosen', { openCommands: [['api'], ['worker']] }, '1'],
  ['one whose command nobody has chosen, but a port', { openCommands: [['api'], ['worker']] }, '2', { port: 8080 }],
  [
    'nobody reaches it on loopback',
    { listens: [listener(8080, { bind: 'loopback' })], routes: [route('/orders')] },
    '1',
  ],
  [
    'it is reached beside a port on loopback',
    { listens: [listener(8080), listener(6060, { bind: 'loopback' })], routes: [route('/orders')] },
    '2',
  ],
  [
    'a setting takes it off loopback',
    { listens: [listener(8080, { bind: 'loopback', configuredBy: ['env:HOST'] })] },
    '2',
  ],
  [
    'a consumer of a queue with a port on loopback',
    { listens: [listener(6060, { bind: 'loopback' })], libraries: [CONSUMER] },
    '2',
  ],
  ['a bot', { listens: [], libraries: ['github.com/bwmarrin/discordgo'] }, '1'],
  ['a consumer of a queue', { listens: [], libraries: ['github.com/rabbitmq/amqp091-go'] }, '2'],
  ['what it is told stays in its memory', kept, '1'],
  ['nobody tells it anything', { ...kept, routes: [route('/orders')] }, '2'],
  ['what a call of gRPC tells it stays in its memory', called('grpc'), '1'],
  ['nobody can make that call', called('http'), '2'],
  ...(['graphql', 'sessions', 'library', 'request', 'hub'] as const).map(
    (kind) =>
      [
        `what it is told through ${kind} stays in its memory`,
        { memoryState: { ...place, by: { kind, name: 'store' } }, routes: [route('/query')] },
        '1',
      ] as const,
  ),
  ['a cache in memory of what a server keeps', { ...kept, libraries: ['github.com/redis/go-redis/v9'] }, '2'],
  ['a database in the program, wherever it lies', { libraries: ['modernc.org/sqlite'] }, '1'],
  ['files that it reads again', { writes: [{ ...data, isRead: true }] }, '1'],
  ['files in a folder for data', { writes: [{ ...data, path: 'web/uploads' }] }, '1'],
  ['files that it only writes', { writes: [data] }, '2'],
  ['you chose it', { listens: [] }, '3', { replicas: 3 }],
];

describe('replicas', () => {
  for (const [title, change, expected, choices = {}] of CASES) {
    it(`${title}: ${expected}`, async () => {
      const { decisions } = await plan(project({ programs: [program(change)] }), filesOf(source), choices);
      assert.equal(decisions.find(({ what }) => what === 'replicas')?.chosen, expected);
    });
  }
});

describe('a Service', () => {
  const cases: readonly (readonly [string, Partial<Program>, Choices, boolean])[] = [
    ['for what others call', { routes: [route('/orders')], ...well }, {}, true],
    ['none for what only says that it is well', { routes: [route('/healthz')], ...well }, {}, false],
    [
      'that a route leads to',
      { routes: [route('/healthz')], ...well },
      { extras: ['ingress'], host: 'a.example.com' },
      true,
    ],
  ];
  for (const [title, change, choices, expected] of cases) {
    it(title, async () => {
      const { files, decisions } = await plan(project({ programs: [program(change)] }), filesOf(source), choices);
      assert.equal(
        files.some(({ path }) => path === 'deploy/base/service.yaml'),
        expected,
      );
      assert.equal(
        decisions.some(({ what, chosen }) => what === 'service' && chosen === 'none'),
        !expected,
      );
    });
  }
});

const STRATEGIES: readonly (readonly [string, Partial<Program>, object | undefined])[] = [
  ['two memories', kept, { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }],
  ['two on one volume', { writes: [{ ...data, isRead: true }] }, { type: 'Recreate' }],
  ['one that stands in for the other', { routes: [route('/orders')] }, undefined],
];

describe('how new Pods take the place of old ones', () => {
  for (const [title, change, expected] of STRATEGIES) {
    it(`${title}: ${expected ? JSON.stringify(expected) : 'the default'}`, async () => {
      const { files } = await plan(project({ programs: [program(change)] }), filesOf(source), {});
      const text = files.find(({ path }) => path === 'deploy/base/deployment.yaml')?.text ?? '';
      assert.deepEqual((parseYaml(text) as { spec: { strategy?: object } }).spec.strategy, expected);
    });
  }
});
