import { namesOf } from '../../src/go/program-name.ts';
import type { Choices } from '../../src/containerize/plan-types.ts';
import type { HealthRoute } from '../../src/go/answers.ts';
import type { EnvVariable, GoProject, Listener, Program } from '../../src/go/project.ts';
import { EXTRAS } from '../../src/containerize/workload/choose-extras.ts';
import { health, listener, module, place, program, variable } from './facts.ts';
import { seeded } from '../random.ts';

export interface Shape {
  readonly seed: number;
  readonly project: GoProject;
  readonly texts: Readonly<Record<string, string>>;
  readonly choices: Choices;
}

const PORTS = [80, 443, 1024, 3000, 8080, 8443, 9090, 65535];
const PATHS = [
  '/healthz',
  '/readyz',
  '/livez',
  '/health',
  '/api/v1/health check',
  '/-/ready',
  '/grpc.health.v1.Health/Check',
];
const NAMES = ['shop', 'Shop_API', '2fa', '商店', 'a'.repeat(70), 'my.app', 'x'];
const VALUES = [
  'info',
  '8080',
  ':8080',
  'true',
  'yes',
  'NO',
  'null',
  '~',
  '0777',
  '1e3',
  '12:30',
  '2026-01-01',
  ' padded ',
  'a: b # c',
  '- x',
  '"quoted"',
  "it's",
  'two\nlines',
  'tab\there',
  '商店',
  '{"json": [1]}',
  '$(HOME)',
  '${HOME}',
  '%d',
  'postgres://localhost:5432/shop',
  'https://u:p@example.com',
  '',
  '\u0085',
  '&a *b !c',
];
const NAMED = [
  'PORT',
  'ADDR',
  'HOST',
  'ON',
  'Y',
  'LOG_LEVEL',
  'DATABASE_URL',
  'A.B',
  'bad name',
  'API_TOKEN',
  'GOMEMLIMIT',
  'MODE',
];
const WRITES = [
  '/tmp',
  '/tmp/x',
  'data/app.db',
  'runtime/logs',
  '/var/lib/shop',
  '/etc/shop',
  '/',
  'out.txt',
  '/data/ü ö',
  '/dev/stdout',
];
const RUNTIME_FILES = [
  'conf/app.ini',
  'templates/*.html',
  'web/a b.html',
  '/etc/shop.yaml',
  'certs/key.pem',
  'missing.txt',
  '../up',
];
const DEMANDED: ReadonlySet<string> = new Set(['missing.txt', '/etc/shop.yaml']);
const REGISTRIES = [undefined, 'localhost:5000', 'ghcr.io/team', 'https://registry.example.com/a/b/'];
const LIBRARIES = [
  'github.com/jackc/pgx/v5/pgxpool',
  'github.com/redis/go-redis',
  'modernc.org/sqlite',
  'go.etcd.io/bbolt',
  'k8s.io/client-go/kubernetes',
  'sigs.k8s.io/controller-runtime',
  'github.com/golang-migrate/migrate',
];
const KEEPS_IN_MEMORY: Partial<Program> = {
  memoryState: place,
  routes: [
    { ...place, method: 'POST', path: '/notes', certainty: 'known' },
    // What choices say that it answers, it does.
    ...[...PATHS, '/ping', '/metrics'].map((path) => ({ ...place, method: 'GET', path, certainty: 'known' }) as const),
  ],
};
const STRATEGIES = ['single', 'multi', 'cached'] as const;
const RUNTIMES = ['scratch', 'distroless', 'distroless-base', 'alpine', 'debian'] as const;

/** A Go project and choices made by a seed: the same seed, the same shape. Strategies and runtimes are walked through evenly. */
export function shapeOf(seed: number): Shape {
  const random = generator(seed);
  const moduleDir = random.chance(0.2) ? 'services/shop' : '.';
  const programs = random.some([0, 1, 2]).map((index): Program => programOf(random, moduleDir, index));
  const chosen = programs[0] ?? programOf(random, moduleDir, 0);
  const inModule = (path: string) => (moduleDir === '.' ? path : `${moduleDir}/${path}`);
  const hasGoSum = random.chance(0.8);
  const replaces = random.chance(0.2);
  return {
    seed,
    project: {
      modules: [
        module({
          dir: moduleDir,
          go: random.pick(['1.26', '1.25.1', '1.24', '1.18', '1.13', null, '1.27rc1']),
          vendor: random.chance(0.2),
          hasGoSum,
          requires: random.some([{ path: 'github.com/x/y', version: 'v1.0.0', indirect: false }]),
        }),
      ],
      programs: [withCommands(chosen, seed), ...programs.slice(1)],
      errors: [],
      toolchain: { version: null, because: null },
    },
    texts: {
      [inModule('go.mod')]: replaces ? 'module m\nreplace example.com/x => ./libs/x\n' : 'module m\n',
      ...(hasGoSum && { [inModule('go.sum')]: '' }),
      ...(replaces && { [inModule('libs/x/go.mod')]: '' }),
      ...Object.fromEntries(
        random
          .some([
            'README.md',
            '.git/HEAD',
            'docs/a.md',
            'conf/app.ini',
            'templates/a.html',
            'web/a b.html',
            'certs/key.pem',
            'Dockerfile.old',
            'build/x/Dockerfile',
          ])
          .map((path) => [path, '']),
      ),
    },
    choices: {
      strategy: STRATEGIES[seed % 3] ?? 'multi',
      ...(seed % 6 < 5 && { runtime: RUNTIMES[Math.floor(seed / 3) % 5] ?? 'distroless' }),
      program: `${moduleDir}/${chosen.package}`,
      ...optional('registry', random.pick(REGISTRIES)),
      ...(chosen.listens.every(isOpen) && { port: random.pick([8080, 80, null]) }),
      ...optional('healthPath', random.pick([undefined, undefined, undefined, null, '/ping'])),
      ...optional('layout', random.pick<Choices['layout']>([undefined, undefined, undefined, 'plain'])),
      ...optional(
        'workload',
        random.pick<Choices['workload']>([
          undefined,
          undefined,
          undefined,
          'StatefulSet',
          'Job',
          'CronJob',
          'Deployment',
        ]),
      ),
      ...optional('replicas', random.pick([undefined, undefined, 2, 5])),
      ...optional(
        'volumes',
        random.pick<Choices['volumes']>([undefined, undefined, 'emptyDir', 'PersistentVolumeClaim']),
      ),
      extras: random.chance(0.5) ? random.some(EXTRAS) : [],
      gateway: random.pick(['public', 'edge/public']),
      host: 'shop.example.com',
    },
  };
}

type Random = ReturnType<typeof generator>;

/** One of four is called with a command, beside others that serve, work or end. */
function withCommands(one: Program, seed: number): Program {
  if (seed % 4 > 0) return one;
  const random = generator(seed + 10_000);
  const called = (change: Program, ...args: string[]): Program => ({
    ...change,
    name: one.name,
    package: one.package,
    command: { ...place, args, certainty: 'known' },
  });
  const main = { ...(random.chance(0.8) ? called(one, 'api') : one), hasCommands: true as const };
  const others = random
    .some(['worker', 'Admin_API', 'migrate', 'b'.repeat(60)])
    .map((name) => called({ ...programOf(random, one.moduleDir, 0), kind: random.pick(['server', 'job']) }, name));
  const aside = others.flatMap(({ env, listens }) => [...listens.flatMap(variablesOf), ...env]);
  const all = [...aside.map((variable) => ({ ...variable, isAside: true as const })), ...main.env];
  const env = new Map(all.map((variable) => [variable.name, variable]));
  return {
    ...main,
    env: [...env.values()],
    commands: [main, ...others, called({ ...one, kind: 'job', listens: [] }, 'serve', 'all')],
  };
}

function variablesOf({ configuredBy }: Listener): EnvVariable[] {
  return configuredBy.flatMap((by) => (by.startsWith('env:') ? [variable(by.slice('env:'.length))] : []));
}

function programOf(random: Random, moduleDir: string, index: number): Program {
  const listens = random
    .some(PORTS)
    .slice(0, 3)
    .map((port, order): Listener =>
      listener(random.chance(0.9) ? port : null, {
        protocol: random.pick(['http', 'http', 'https', 'grpc', 'tcp', 'udp', null]),
        bind: random.pick(['all', 'all', 'loopback', null]),
        configuredBy: order > 0 ? [] : random.some(['env:PORT', 'env:ADDR', 'flag:addr', 'env:HOST']),
      }),
    );
  const ports = [...listens.map(({ port }) => port), null, 4444];
  return program({
    package: `./cmd/p${index}`,
    moduleDir,
    ...(index === 0 ? namesOf(`example.com/shop/${random.pick(NAMES)}`) : { name: `other-${index}` }),
    kind: random.pick(['server', 'server', 'server', 'server', 'job', 'cli', 'lambda']),
    listens,
    health: random
      .some(PATHS)
      .map((path): HealthRoute => health(path, random.pick(['liveness', 'readiness', 'health']), random.pick(ports))),
    metrics: random.chance(0.4) ? { ...place, path: '/metrics', port: random.pick(ports), certainty: 'known' } : null,
    env: NAMED.flatMap((name): EnvVariable[] => {
      const required = random.pick([true, false, null]);
      const secret = /TOKEN|DATABASE/.test(name) || random.chance(0.1);
      const written = random.chance(0.7) ? random.pick(VALUES) : null;
      if (random.chance(0.5)) return [];
      return [
        variable(name, { secret, required, default: listens[0] ? settingOf(name, listens[0], written) : written }),
      ];
    }),
    cgo: { needed: random.pick([true, false, false, null]), because: 'mattn/go-sqlite3', certainty: 'known' },
    embeds: random.some(['templates/*', 'all:dist', '*.md']),
    runtimeFiles: random.some(RUNTIME_FILES).map((path) => ({
      ...{ ...place, path, certainty: 'known' },
      ...(DEMANDED.has(path) && { isDemanded: true }),
    })),
    writes: random.some(WRITES).map((path) => ({ ...place, path, certainty: 'known' })),
    libraries: random.chance(0.5) ? random.some(LIBRARIES) : [],
    ...(index === 0 && random.chance(0.2) && KEEPS_IN_MEMORY),
    runtimeLimits: { memory: random.chance(0.1) ? place : null, processors: random.chance(0.1) ? place : null },
    outboundTls: random.pick([true, false, null]),
    timezones: random.pick([true, false, null]),
    shutdown: {
      signals: [],
      graceful: random.pick([true, false, null]),
      timeoutSeconds: random.pick([null, 5, 30, 90, 2.5]),
      certainty: 'known',
    },
  });
}

/** What configures a listener has the listener's own port and host as its default, as it is in source. */
function settingOf(name: string, { port, bind, configuredBy }: Listener, written: string | null): string | null {
  if (!configuredBy.includes(`env:${name}`)) return written;
  if (port === null) return null;
  const host = bind === 'loopback' ? '127.0.0.1' : '0.0.0.0';
  return name === 'PORT' ? String(port) : name === 'HOST' ? host : `${host}:${port}`;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;
}

function generator(seed: number) {
  const next = seeded((seed + 1) * 0x9e3779b9);
  const chance = (probability: number): boolean => next() < probability;
  return {
    chance,
    pick<Item>(items: readonly Item[]): Item {
      return items[Math.floor(next() * items.length)] as Item;
    },
    some<Item>(items: readonly Item[]): Item[] {
      return items.filter(() => chance(0.4));
    },
  };
}

/** The port of the program is asked for then. */
function isOpen({ port, bind, configuredBy }: Listener): boolean {
  return port === null || (bind === 'loopback' && configuredBy.length === 0);
}
